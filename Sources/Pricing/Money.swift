public import Documents

/// What was billed or priced, exactly: an integer of 10^-18 of a currency unit.
///
/// The currency is not part of it; the price table and the report state one for all amounts.
/// There is no way in from a floating-point number. Sums can't overflow within ``Bounds``.
@frozen
public struct Money: Hashable, Comparable, AdditiveArithmetic, Sendable {
    /// The amount in 10^-18 of the currency unit.
    public let attos: Int128

    /// The power of ten by which a unit is divided.
    public static let scale = 18

    /// Nothing at all.
    @inlinable public static var zero: Money { Money(attos: 0) }

    /// An amount in 10^-18 of the currency unit.
    @inlinable
    public init(attos: Int128) {
        self.attos = attos
    }

    /// An amount that is held to the last digit, or nil where digits would be lost or it is too
    /// large.
    public init?(exactly number: DecimalNumber) {
        self.init(bounded: number.scaled(to: Money.scale))
    }

    /// An amount rounded half to even at 10^-18, or nil where it is too large.
    public init?(rounding number: DecimalNumber) {
        self.init(bounded: number.rounded(to: Money.scale))
    }

    private init?(bounded attos: Int128?) {
        let limit = UInt128(Bounds.unitsPerAmount) * UInt128.powerOfTen(Money.scale)
        guard let attos, attos.magnitude <= limit else { return nil }
        self.init(attos: attos)
    }

    /// The sum of two amounts.
    @inlinable
    public static func + (left: Money, right: Money) -> Money {
        Money(attos: left.attos + right.attos)
    }

    /// The difference of two amounts.
    @inlinable
    public static func - (left: Money, right: Money) -> Money {
        Money(attos: left.attos - right.attos)
    }

    /// Adds an amount to a total.
    @inlinable
    public static func += (left: inout Money, right: Money) {
        left = left + right
    }

    /// The same amount with the other sign.
    @inlinable
    public static prefix func - (amount: Money) -> Money {
        Money(attos: -amount.attos)
    }

    /// Whether an amount is the smaller one.
    @inlinable
    public static func < (left: Money, right: Money) -> Bool {
        left.attos < right.attos
    }
}

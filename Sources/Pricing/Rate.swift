public import Documents

/// The price of one token, exactly.
public struct Rate: Hashable, Comparable, Sendable {
    /// The price of a token in 10^-18 of the currency unit.
    public let attosPerToken: Int64

    /// A rate from a price per million tokens, the unit in which vendors state it.
    ///
    /// - Parameter number: Currency units per million tokens; at most twelve decimals.
    /// - Throws: ``PricingError`` where the price is negative, too fine or too high to be held.
    public init(perMillionTokens number: DecimalNumber) throws(PricingError) {
        guard let attos = number.scaled(to: Rate.scale) else {
            throw number.rounded(to: Rate.scale) == nil
                ? .rateTooHigh(number) : .rateTooFine(number)
        }
        guard attos >= 0 else { throw .negativeRate(number) }
        guard let rate = Rate(checkedAttosPerToken: attos) else { throw .rateTooHigh(number) }
        self = rate
    }

    /// A rate from a price per token, rounded half to even at 10^-18; nil where it is negative or
    /// too high to be held.
    init?(perToken number: DecimalNumber) {
        guard let attos = number.rounded(to: Money.scale) else { return nil }
        self.init(checkedAttosPerToken: attos)
    }

    /// A rate in 10^-18 of the currency unit per token; nil where it is negative or beyond the
    /// bound.
    init?(checkedAttosPerToken attos: Int128) {
        let highest = Int128(Bounds.unitsPerMillionTokens) * Int128(UInt128.powerOfTen(Rate.scale))
        guard (0...highest).contains(attos) else { return nil }
        attosPerToken = Int64(attos)
    }

    /// A rate in 10^-18 of the currency unit per token, which is not negative.
    init(attosPerToken: Int64) { self.attosPerToken = attosPerToken }

    private static let scale = 12

    /// The price per million tokens as decimal digits, such as `0.42`.
    public var perMillionTokens: String {
        amount(of: 1_000_000).description
    }

    /// What a number of tokens costs.
    @inlinable
    public func amount(of tokens: UInt64) -> Money {
        Money(attos: Int128(attosPerToken) * Int128(tokens))
    }

    /// Whether a rate is the cheaper one.
    public static func < (left: Rate, right: Rate) -> Bool {
        left.attosPerToken < right.attosPerToken
    }
}

public import Pricing

/// A share in percent with two decimals, divided exactly and rounded once, half to even.
public struct Percentage: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The share in hundredths of a percent.
    public let hundredths: Int128

    private static let whole: UInt128 = 10_000

    /// The share of an amount in a base, or nil where the base is 0 or the share beyond counting.
    public init?(_ part: Money, of base: Money) {
        let isNegative = (part < .zero) != (base < .zero)
        guard let share = Self.share(part.attos.magnitude, of: base.attos.magnitude) else {
            return nil
        }
        hundredths = isNegative ? -share : share
    }

    /// The share of a count in a base, or nil where the base is 0.
    public init?(_ part: UInt64, of base: UInt64) {
        guard let share = Self.share(UInt128(part), of: UInt128(base)) else { return nil }
        hundredths = share
    }

    private static func share(_ part: UInt128, of base: UInt128) -> Int128? {
        let product = part.multipliedFullWidth(by: whole)
        guard product.high < base else { return nil }
        let (quotient, rest) = base.dividingFullWidth(product)
        let isUp = rest > base - rest || (rest == base - rest && quotient & 1 == 1)
        guard quotient < UInt128(Int128.max) else { return nil }
        return Int128(quotient) + (isUp ? 1 : 0)
    }

    /// The same share without its sign.
    public var magnitude: Percentage { Percentage(hundredths: abs(hundredths)) }

    private init(hundredths: Int128) { self.hundredths = hundredths }

    /// The number with two decimals: `94.75`.
    public var description: String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The number for people: `1,204.50 %`.
    public var text: String { Numbers.grouped(decimal: description) + " %" }

    /// The number with its sign, as a change: `+87.50 %`.
    public var changeText: String { (hundredths > 0 ? "+" : "") + text }

    /// Whether a share is the smaller one.
    public static func < (left: Percentage, right: Percentage) -> Bool {
        left.hundredths < right.hundredths
    }
}

import Documents

extension Scenario {
    /// The largest factor.
    public static let largestFactor: Int64 = 1_000_000

    /// The thousandths of a factor such as `1.5x`, `x4` or `2`; nil where it is none, finer than a
    /// thousandth, below one or above a thousand.
    public static func factor(_ text: String) -> Int64? {
        var digits = Substring(text)
        for mark in ["x", "×", "X"] {
            if digits.hasPrefix(mark) { digits = digits.dropFirst() }
            if digits.hasSuffix(mark) { digits = digits.dropLast() }
        }
        guard let number = DecimalNumber(String(digits))?.scaled(to: 3),
            1000...Int128(largestFactor) ~= number
        else { return nil }
        return Int64(number)
    }
}

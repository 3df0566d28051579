import Pricing

/// Time spans as milliseconds.
enum Milliseconds {
    private static let nanoseconds: Int64 = 1_000_000

    /// All digits that the span has, and no more: `842`, `842.5`.
    static func exact(_ span: Int64) -> String {
        let (whole, rest) = span.quotientAndRemainder(dividingBy: nanoseconds)
        guard rest > 0 else { return "\(whole)" }
        var digits = String("\(nanoseconds + rest)".dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}

import Pricing

/// How many tokens models count for the same text, beside a model of factor 1.
public struct TokenFactors: Sendable {
    /// The factors of one model.
    struct Entry: Sendable {
        let model: String
        let range: ClosedRange<TokenFactor>
        /// As it was given.
        let text: String
    }

    private(set) var entries: [Entry] = []

    /// All models count alike.
    public static let alike = TokenFactors()

    /// Whether no factor is given.
    var isEmpty: Bool { entries.isEmpty }

    /// Whether any factor is a range.
    var hasRanges: Bool { entries.contains { $0.range.lowerBound < $0.range.upperBound } }

    /// Takes `1.16` or `1.10..1.25` for a model; false where it is no factor, or the model has one.
    mutating func add(_ model: String, _ value: String, text: String) -> Bool {
        guard let range = ClosedRange(factors: value),
            !entries.contains(where: { $0.model.exact == model.exact })
        else { return false }
        entries.append(Entry(model: model, range: range, text: text))
        return true
    }
}

/// A factor in steps of 10⁻⁷, so that the middle of two with six decimals is one too.
struct TokenFactor: Hashable, Comparable, Sendable {
    let steps: Int64

    static let one = TokenFactor(steps: 10_000_000)
    private static let allowed: ClosedRange<Int64> = 2_000_000...50_000_000

    init(steps: Int64) { self.steps = steps }

    /// A factor from 0.2 to 5 with at most six decimals.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : "0"
        guard parts.count <= 2, 1...6 ~= decimals.utf8.count,
            let steps = Int64(digits: parts[0] + decimals),
            Self.allowed ~= steps * Self.zeros(decimals)
        else { return nil }
        self.steps = steps * Self.zeros(decimals)
    }

    /// What brings a number with these decimals to seven.
    private static func zeros(_ decimals: Substring) -> Int64 {
        (decimals.utf8.count..<7).reduce(1) { power, _ in power * 10 }
    }

    static func < (left: TokenFactor, right: TokenFactor) -> Bool { left.steps < right.steps }

    /// The factor in decimal digits: `1.16`.
    var text: String { Money(attos: Int128(steps) * 100_000_000_000).description }
}

extension ClosedRange<TokenFactor> {
    init?(factors text: String) {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        let factors = ends.compactMap { TokenFactor($0) }
        guard factors.count == ends.count, let first = factors.first, let last = factors.last,
            factors.count <= 2, first <= last
        else { return nil }
        self = first...last
    }

    /// What the figures are computed with.
    var middle: TokenFactor { TokenFactor(steps: (lowerBound.steps + upperBound.steps) / 2) }
}

extension Int64 {
    /// A number of at most eight digits and nothing else.
    fileprivate init?(digits: Substring) {
        guard 1...8 ~= digits.utf8.count, digits.utf8.allSatisfy({ 48...57 ~= $0 }) else {
            return nil
        }
        self.init(digits)
    }
}

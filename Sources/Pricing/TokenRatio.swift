/// How many tokens one model counts for each that another counts of the same text.
public struct TokenRatio: Hashable, Sendable {
    private let numerator: Int64
    private let denominator: Int64

    /// A ratio of two counts from 1 to 10⁹, of which neither is more than 25 times the other.
    public init(_ numerator: Int64, to denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// A rate times the ratio, rounded half to even at 10⁻¹⁸.
    func times(_ rate: Rate) -> Rate {
        let product = Int128(rate.attosPerToken) * Int128(numerator)
        let (whole, rest) = product.quotientAndRemainder(dividingBy: Int128(denominator))
        let above = Int128(denominator) - rest
        let isUp = rest > above || (rest == above && whole % 2 == 1)
        return Rate(attosPerToken: Int64(whole + (isUp ? 1 : 0)))
    }
}

extension LineItem {
    /// The same tokens at a rate times the ratio, as if another tokenizer had counted them.
    ///
    /// The rate is rounded once, so that amounts stay sums of tokens times rates.
    public func scaled(by ratio: TokenRatio) -> LineItem {
        var scaled = self
        scaled.rate = ratio.times(rate)
        return scaled
    }
}

extension TokenUsage {
    /// The same tokens without a cache: what was read from one is plain input.
    public var withoutCacheReads: TokenUsage {
        var usage = self
        usage.input += cacheRead
        usage.cacheRead = 0
        return usage
    }
}

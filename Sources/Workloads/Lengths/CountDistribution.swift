import Statistics

/// Whole numbers drawn for each call: tokens, characters, messages.
enum CountDistribution: Hashable, Sendable {
    /// Always the same.
    case constant(UInt64)
    /// Each of a range equally likely.
    case uniform(ClosedRange<UInt64>)
    /// Lognormal, rounded; within bounds.
    case lognormal(BoundedLognormal)
    /// By a power of the number.
    case zipf(ZipfDistribution)
    /// Each of a list equally likely; at least one.
    case empirical([UInt64])

    /// A number drawn at random.
    func sample(_ bits: inout SplitMix64) -> UInt64 {
        switch self {
        case .constant(let value): value
        case .uniform(let values):
            values.lowerBound + bits.below(values.upperBound - values.lowerBound + 1)
        case .lognormal(let distribution): distribution.sample(&bits)
        case .zipf(let distribution): distribution.sample(&bits)
        case .empirical(let values): values[Int(bits.below(UInt64(values.count)))]
        }
    }
}

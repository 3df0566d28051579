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

    /// Mean and coefficient of variation; of a lognormal one as they are before rounding.
    var moments: (mean: Double, variation: Double) {
        switch self {
        case .constant(let value): (Double(value), 0)
        case .uniform(let values): Self.moments(ofUniform: values)
        case .lognormal(let distribution): distribution.moments
        case .zipf(let distribution): distribution.moments()
        case .empirical(let values): Self.moments(of: values)
        }
    }

    private static func moments(
        ofUniform values: ClosedRange<UInt64>
    ) -> (mean: Double, variation: Double) {
        let (least, largest) = (Double(values.lowerBound), Double(values.upperBound))
        let (mean, count) = ((least + largest) / 2, largest - least + 1)
        let variance = (count * count - 1) / 12
        return (mean, mean > 0 ? variance.squareRoot() / mean : 0)
    }

    private static func moments(of values: [UInt64]) -> (mean: Double, variation: Double) {
        let numbers = values.map { Double($0) }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, mean > 0 ? (squares / Double(numbers.count)).squareRoot() / mean : 0)
    }
}

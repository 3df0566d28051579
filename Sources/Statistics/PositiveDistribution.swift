/// A distribution of lengths of time and other numbers above zero, known by its family, its mean
/// and how much it varies; what is drawn for a seed has the same bits everywhere.
public struct PositiveDistribution: Hashable, Sendable {
    /// The families.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        /// Always the mean.
        case constant
        /// Without a memory; varies by 1.
        case exponential
        /// Gamma: sums of exponential lengths, or bursts where it varies by more than 1.
        case gamma
        /// Weibull: what wears out, or bursts where it varies by more than 1.
        case weibull
        /// Lognormal: products of many influences; a long tail.
        case lognormal
    }

    private enum Shape: Hashable, Sendable {
        case constant
        case exponential
        case gamma(shape: Double, scale: Double)
        case weibull(shape: Double, scale: Double)
        case lognormal(mu: Double, sigma: Double)
    }

    /// The family.
    public let family: Family
    /// The mean, above zero.
    public let mean: Double
    /// The coefficient of variation: the standard deviation in means.
    public let variation: Double
    private let shape: Shape

    /// A distribution; nil where the family has none such.
    ///
    /// - Parameters:
    ///   - family: The family.
    ///   - mean: The mean, above zero.
    ///   - variation: The standard deviation in means, from 0.01 to 100; without a meaning for
    ///     constant and exponential lengths.
    public init?(_ family: Family, mean: Double, variation: Double = 1) {
        guard mean > 0, mean.isFinite, variation >= 0.01, variation <= 100 else { return nil }
        (self.family, self.mean) = (family, mean)
        self.variation = family == .constant ? 0 : family == .exponential ? 1 : variation
        shape =
            switch family {
            case .constant: .constant
            case .exponential: .exponential
            case .gamma:
                .gamma(shape: 1 / (variation * variation), scale: mean * variation * variation)
            case .weibull: Self.weibull(mean: mean, variation: variation)
            case .lognormal: Self.lognormal(mean: mean, variation: variation)
            }
    }

    /// A number of the distribution.
    public func draw(using generator: inout SplitMix64) -> Double {
        switch shape {
        case .constant: mean
        case .exponential: mean * Self.exponential(using: &generator)
        case .gamma(let shape, let scale): scale * Self.gamma(shape, using: &generator)
        case .weibull(let shape, let scale):
            scale * ReproducibleMath.power(Self.exponential(using: &generator), 1 / shape)
        case .lognormal(let mu, let sigma):
            ReproducibleMath.exponential(mu + sigma * generator.normal())
        }
    }

    /// What is left of a length at a moment that has nothing to do with it: a uniform part of a
    /// length that is met in proportion to itself.
    ///
    /// Renewals that begin with it are stationary: in any period there are as many of them, on
    /// average, as means fit into it (D. R. Cox, "Renewal theory", 1962, chapter 5).
    public func drawRemainder(using generator: inout SplitMix64) -> Double {
        generator.unit() * drawMet(using: &generator)
    }

    /// A length whose density is the distribution's times the length itself.
    private func drawMet(using generator: inout SplitMix64) -> Double {
        switch shape {
        case .constant: return mean
        case .exponential: return mean * Self.gamma(2, using: &generator)
        case .gamma(let shape, let scale):
            return scale * Self.gamma(shape + 1, using: &generator)
        case .weibull(let shape, let scale):
            let power = Self.gamma(1 + 1 / shape, using: &generator)
            return scale * ReproducibleMath.power(power, 1 / shape)
        case .lognormal(let mu, let sigma):
            return ReproducibleMath.exponential(mu + sigma * sigma + sigma * generator.normal())
        }
    }

    private static func exponential(using generator: inout SplitMix64) -> Double {
        -ReproducibleMath.logarithm(generator.unit())
    }

    private static func lognormal(mean: Double, variation: Double) -> Shape {
        let variance = ReproducibleMath.logarithm(1 + variation * variation)
        return .lognormal(
            mu: ReproducibleMath.logarithm(mean) - variance / 2, sigma: variance.squareRoot())
    }

    /// The shape is found by bisection: the larger it is, the less the distribution varies.
    private static func weibull(mean: Double, variation: Double) -> Shape {
        func logMoment(_ shape: Double, _ order: Double) -> Double {
            ReproducibleMath.logGamma(1 + order / shape)
        }
        var (low, high) = (0.05, 200.0)
        let wanted = ReproducibleMath.logarithm(1 + variation * variation)
        while true {
            let middle = (low + high) / 2
            guard low < middle, middle < high else { break }
            let found = logMoment(middle, 2) - 2 * logMoment(middle, 1)
            (low, high) = found > wanted ? (middle, high) : (low, middle)
        }
        return .weibull(
            shape: low, scale: mean / ReproducibleMath.exponential(logMoment(low, 1)))
    }

    /// A gamma variate of scale 1.
    ///
    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000);
    /// shapes below one by their remark on a variate of the next shape.
    private static func gamma(_ shape: Double, using generator: inout SplitMix64) -> Double {
        guard shape >= 1 else {
            let lift = ReproducibleMath.power(generator.unit(), 1 / shape)
            return lift * gamma(shape + 1, using: &generator)
        }
        let offset = shape - 1 / 3.0
        let width = 1 / (9 * offset).squareRoot()
        while true {
            let normal = generator.normal()
            let root = 1 + width * normal
            guard root > 0 else { continue }
            let cube = root * root * root
            let bound = normal * normal / 2 + offset * (1 - cube + ReproducibleMath.logarithm(cube))
            if ReproducibleMath.logarithm(generator.unit()) < bound { return offset * cube }
        }
    }
}

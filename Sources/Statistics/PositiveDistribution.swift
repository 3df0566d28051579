import Foundation

/// A distribution of lengths of time and other numbers above zero, known by its family, its mean
/// and how much it varies.
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
        case lognormal(NormalDistribution)
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
            case .lognormal: .lognormal(Self.logarithm(mean: mean, variation: variation))
            }
    }

    /// A number of the distribution.
    public func draw(using generator: inout SplitMix64) -> Double {
        switch shape {
        case .constant: mean
        case .exponential: -mean * log(generator.unit())
        case .gamma(let shape, let scale): scale * Self.gamma(shape, using: &generator)
        case .weibull(let shape, let scale): scale * pow(-log(generator.unit()), 1 / shape)
        case .lognormal(let logarithm): exp(logarithm.quantile(generator.unit()))
        }
    }

    private static func logarithm(mean: Double, variation: Double) -> NormalDistribution {
        let variance = log1p(variation * variation)
        return NormalDistribution(mean: log(mean) - variance / 2, deviation: variance.squareRoot())
    }

    /// The shape is found by bisection: the larger it is, the less the distribution varies.
    private static func weibull(mean: Double, variation: Double) -> Shape {
        func logMoment(_ shape: Double, _ order: Double) -> Double { lgamma(1 + order / shape) }
        var (low, high) = (0.05, 200.0)
        while true {
            let middle = (low + high) / 2
            guard low < middle, middle < high else { break }
            let square = expm1(logMoment(middle, 2) - 2 * logMoment(middle, 1))
            (low, high) = square > variation * variation ? (middle, high) : (low, middle)
        }
        return .weibull(shape: low, scale: mean / exp(logMoment(low, 1)))
    }

    /// A gamma variate of scale 1.
    ///
    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000);
    /// shapes below one by their remark on a variate of the next shape.
    private static func gamma(_ shape: Double, using generator: inout SplitMix64) -> Double {
        guard shape >= 1 else {
            let lift = pow(generator.unit(), 1 / shape)
            return lift * gamma(shape + 1, using: &generator)
        }
        let offset = shape - 1 / 3.0
        let width = 1 / (9 * offset).squareRoot()
        while true {
            let normal = NormalDistribution.standard.quantile(generator.unit())
            let root = 1 + width * normal
            guard root > 0 else { continue }
            let cube = root * root * root
            let bound = normal * normal / 2 + offset * (1 - cube + log(cube))
            if log(generator.unit()) < bound { return offset * cube }
        }
    }
}

import Foundation

/// The normal distribution.
public struct NormalDistribution: Hashable, Sendable {
    /// Its mean.
    public let mean: Double
    /// Its standard deviation; not negative.
    public let deviation: Double

    /// Mean 0, deviation 1.
    public static let standard = NormalDistribution(mean: 0, deviation: 1)

    /// A distribution.
    public init(mean: Double, deviation: Double) {
        precondition(deviation >= 0)
        (self.mean, self.deviation) = (mean, deviation)
    }

    /// How likely a value is at most this large.
    public func probability(upTo value: Double) -> Double {
        guard deviation > 0 else { return value < mean ? 0 : 1 }
        return 0.5 * erfc((mean - value) / (deviation * 2.0.squareRoot()))
    }

    /// The value below which a share of all values lies, to about 1e-15.
    ///
    /// Acklam's rational approximation (relative error 1.15e-9) and one step of Halley's method.
    ///
    /// - Parameter share: Strictly between 0 and 1.
    /// - Returns: The quantile.
    public func quantile(_ share: Double) -> Double {
        precondition(share > 0 && share < 1)
        return mean + deviation * Self.refined(Self.approximated(share), share)
    }

    private static func refined(_ value: Double, _ share: Double) -> Double {
        let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
        guard density > 0 else { return value }
        // Of the smaller tail, so that nothing is lost next to 1.
        let error =
            share < 0.5
            ? 0.5 * erfc(-value / 2.0.squareRoot()) - share
            : (1 - share) - 0.5 * erfc(value / 2.0.squareRoot())
        let step = error / density
        return value - step / (1 + value * step / 2)
    }

    private static func approximated(_ share: Double) -> Double {
        guard share >= 0.02425 else { return tail(share) }
        guard share <= 1 - 0.02425 else { return -tail(1 - share) }
        let offset = share - 0.5
        let square = offset * offset
        return offset * polynomial(central.above, square)
            / (polynomial(central.below, square) * square + 1)
    }

    private static func tail(_ share: Double) -> Double {
        let root = (-2 * log(share)).squareRoot()
        return polynomial(outer.above, root) / (polynomial(outer.below, root) * root + 1)
    }

    private static func polynomial(_ coefficients: [Double], _ value: Double) -> Double {
        coefficients.reduce(0) { $0 * value + $1 }
    }

    private static let central = (
        above: [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
            1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
        ],
        below: [
            -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
            6.680131188771972e+01, -1.328068155288572e+01,
        ]
    )
    private static let outer = (
        above: [
            -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
            -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
        ],
        below: [
            7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
            3.754408661907416e+00,
        ]
    )
}

import Foundation
import Statistics

/// How a number that nobody knows may lie.
public enum Distribution: Hashable, Sendable {
    /// Normal, by mean and standard deviation.
    case normal(mean: Double, sd: Double)
    /// As likely anywhere between two numbers.
    case uniform(low: Double, high: Double)
    /// Most likely at one number, and less so in straight lines to two others.
    case triangular(low: Double, mode: Double, high: Double)
    /// Normal in its logarithm; mean and standard deviation are those of the number itself.
    case lognormal(mean: Double, sd: Double)

    /// The number below which a share of all lies; so a random share gives a random number.
    ///
    /// - Parameter share: Strictly between 0 and 1.
    /// - Returns: The quantile.
    public func quantile(_ share: Double) -> Double {
        switch self {
        case .normal(let mean, let sd):
            return NormalDistribution(mean: mean, deviation: sd).quantile(share)
        case .uniform(let low, let high):
            return low + share * (high - low)
        case .triangular(let low, let mode, let high):
            let width = high - low
            guard width > 0 else { return mode }
            if share * width < mode - low {
                return low + (share * width * (mode - low)).squareRoot()
            }
            return high - ((1 - share) * width * (high - mode)).squareRoot()
        case .lognormal(let mean, let sd):
            let variance = log1p((sd / mean) * (sd / mean))
            let logarithm = NormalDistribution(
                mean: log(mean) - variance / 2, deviation: variance.squareRoot())
            return exp(logarithm.quantile(share))
        }
    }

    /// Where the numbers lie: all of them, or all but a millionth on either side where there is no
    /// end.
    var span: ClosedRange<Double> {
        switch self {
        case .uniform(let low, let high), .triangular(let low, _, let high): low...high
        case .normal, .lognormal: quantile(1e-6)...quantile(1 - 1e-6)
        }
    }

    /// Its name in files of scenarios.
    public var name: String {
        switch self {
        case .normal: "normal"
        case .uniform: "uniform"
        case .triangular: "triangular"
        case .lognormal: "lognormal"
        }
    }
}

public import Limits
import Pricing
import Statistics

/// When requests are meant to be sent, whatever becomes of those before them.
public enum Schedule: Hashable, Sendable {
    /// At equal distances.
    case constant(perSecond: Double)
    /// At random, each independent of the others (a Poisson process).
    case poisson(perSecond: Double)
    /// At the distances that the log has, so many times as fast.
    case logged(speed: Double)

    /// When each request is meant to start, from the start of the run on; ascending.
    ///
    /// - Parameters:
    ///   - requests: The requests in order of sending.
    ///   - seed: What decides chance.
    /// - Returns: One time each.
    public func starts(of requests: [PlannedRequest], seed: UInt64) -> [TimeSpan] {
        switch self {
        case .constant(let rate):
            return requests.indices.map { TimeSpan(rounding: Double($0) / rate) }
        case .poisson(let rate):
            var bits = SplitMix64(seed: seed, stream: 1)
            var seconds = 0.0
            return requests.map { _ in
                seconds -= ReproducibleMath.logarithm(bits.unit()) / rate
                return TimeSpan(rounding: seconds)
            }
        case .logged(let speed):
            let times = requests.map(\.drawn.logged.time.nanoseconds)
            guard let first = times.min() else { return [] }
            return times.map { TimeSpan(rounding: (Double($0) - Double(first)) / 1e9 / speed) }
        }
    }
}

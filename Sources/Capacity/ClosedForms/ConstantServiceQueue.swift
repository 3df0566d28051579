import Foundation

/// An M/D/1 queue: random arrivals, one server, every service takes the same time.
///
/// The distribution of waits is that of A. K. Erlang (1909), in the form of G. J. Franx, "A simple
/// solution for the M/D/c waiting time distribution" (2001), whose terms are all positive.
public struct ConstantServiceQueue: Hashable, Sendable {
    /// Arrivals times the service time; below one.
    public let utilisation: Double

    /// A queue; nil where its server can't keep up.
    public init?(utilisation: Double) {
        guard utilisation >= 0, utilisation < 1 else { return nil }
        self.utilisation = utilisation
    }

    /// The mean wait, in service times.
    public var wait: Double { utilisation / (2 * (1 - utilisation)) }

    /// How likely an arrival waits at most so long.
    ///
    /// - Parameter time: In service times, up to some thousands.
    /// - Returns: A probability.
    public func waitProbability(upTo time: Double) -> Double {
        guard time >= 0 else { return 0 }
        let whole = Int(time.rounded(.down)) + 1
        let rest = utilisation * (Double(whole) - time)
        let queued = queueProbabilities(upTo: whole - 1)
        var term = exp(-rest)
        var sum = 0.0
        for order in 0..<whole {
            sum += term * queued[whole - 1 - order]
            term *= rest / Double(order + 1)
        }
        return min(1, sum)
    }

    /// How likely at most 0, 1, 2 … requests wait.
    private func queueProbabilities(upTo last: Int) -> [Double] {
        let present = presentProbabilities(upTo: last + 1)
        var sum = present[0]
        return (0...last).map { count in
            sum += present[count + 1]
            return sum
        }
    }

    /// How likely 0, 1, 2 … requests are in the system, by the recursion of the embedded chain in
    /// which nothing is subtracted: p(n)·a(0) = p(0)·A(n-1) + p(1)·A(n-1) + … + p(n-1)·A(1), where
    /// a(k) arrivals and A(k) more than k arrivals come in a service.
    private func presentProbabilities(upTo last: Int) -> [Double] {
        let tails = arrivalTails(upTo: last)
        var present = [1 - utilisation]
        for count in 1...max(1, last) {
            var sum = present[0] * tails[count - 1]
            for other in 1..<max(1, count) { sum += present[other] * tails[count - other] }
            present.append(sum / exp(-utilisation))
        }
        return present
    }

    /// How likely more than 0, 1, 2 … requests arrive in a service.
    private func arrivalTails(upTo last: Int) -> [Double] {
        var probability = exp(-utilisation)
        var probabilities: [Double] = []
        // Summed from the far end, where terms vanish, so that small tails keep their digits.
        for count in 0...(last + 60) {
            probabilities.append(probability)
            probability *= utilisation / Double(count + 1)
        }
        var tail = 0.0
        var tails: [Double] = []
        for probability in probabilities.reversed() {
            tails.append(tail)
            tail += probability
        }
        return tails.reversed()
    }
}

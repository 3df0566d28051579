/// An M/M/c/K queue: random arrivals, exponential service times, equal servers, and a bounded number
/// of places; what finds none is refused.
public struct FiniteQueue: Hashable, Sendable {
    /// The servers, at least one.
    public let servers: Int
    /// How many requests may be in the system, those that are served included.
    public let places: Int
    /// Arrivals times the mean service time, in servers.
    public let offeredLoad: Double

    /// A queue; nil where there is no server, fewer places than servers, or a negative load.
    ///
    /// - Parameters:
    ///   - servers: The servers, at least one.
    ///   - places: How many requests may be in the system, those that are served included.
    ///   - offeredLoad: Arrivals times the mean service time, in servers.
    public init?(servers: Int, places: Int, offeredLoad: Double) {
        guard servers >= 1, places >= servers, offeredLoad >= 0, offeredLoad.isFinite else {
            return nil
        }
        (self.servers, self.places, self.offeredLoad) = (servers, places, offeredLoad)
    }

    /// How likely 0, 1, … `places` requests are in the system.
    ///
    /// Each is a multiple of the one before; they are scaled whenever they grow large.
    public var presentProbabilities: [Double] {
        var weights = [1.0]
        for count in 1...places {
            let weight = (weights.last ?? 1) * offeredLoad / Double(min(count, servers))
            weights.append(weight)
            if weight > 1e200 { weights = weights.map { $0 / 1e200 } }
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The share of arrivals that is refused.
    public var refused: Double { presentProbabilities[places] }

    /// The load that is served, in servers.
    public var carriedLoad: Double { offeredLoad * (1 - refused) }

    /// The share of the time in which a server is busy.
    public var utilisation: Double { carriedLoad / Double(servers) }

    /// The requests that wait, on average.
    public var waiting: Double {
        presentProbabilities.enumerated().dropFirst(servers).reduce(0) {
            $0 + Double($1.offset - servers) * $1.element
        }
    }

    /// The mean wait of the requests that are served, in mean service times; nil without a load.
    public var wait: Double? { carriedLoad > 0 ? waiting / carriedLoad : nil }
}

/// An M/M/c queue: random arrivals, exponential service times, equal servers, first come first
/// served.
///
/// Formulas: A. K. Erlang, "Solution of some problems in the theory of probabilities of
/// significance in automatic telephone exchanges" (1917).
public struct MultiServerQueue: Sendable {
    /// The servers, at least one.
    public let servers: Int
    /// Arrivals times the mean service time, in servers; below the number of servers.
    public let offeredLoad: Double

    /// A queue; nil where its servers can't keep up.
    public init?(servers: Int, offeredLoad: Double) {
        guard servers >= 1, offeredLoad >= 0, offeredLoad < Double(servers) else { return nil }
        self.servers = servers
        self.offeredLoad = offeredLoad
    }

    /// The share of the time in which a server is busy.
    public var utilisation: Double { offeredLoad / Double(servers) }

    /// The probability that an arrival has to wait (Erlang C), by the recursion of Erlang B.
    public var waitingProbability: Double {
        let blocking = LossSystem.blocking(servers, offeredLoad)
        return blocking / (1 - utilisation * (1 - blocking))
    }

    /// The mean time from arrival to departure, in mean service times.
    public var sojourn: Double {
        1 + waitingProbability / (Double(servers) - offeredLoad)
    }
}

/// Servers without a queue, at which arrivals come at random: what finds all of them busy is
/// refused (Erlang B).
///
/// The service times may have any distribution.
///
/// Formulas: A. K. Erlang, "Solution of some problems in the theory of probabilities of
/// significance in automatic telephone exchanges" (1917).
public struct LossSystem: Hashable, Sendable {
    /// The servers, at least one.
    public let servers: Int
    /// Arrivals times the mean service time, in servers.
    public let offeredLoad: Double

    /// A system; nil where there is no server or a negative load.
    public init?(servers: Int, offeredLoad: Double) {
        guard servers >= 1, offeredLoad >= 0, offeredLoad.isFinite else { return nil }
        self.servers = servers
        self.offeredLoad = offeredLoad
    }

    /// The share of arrivals that is refused.
    public var blocking: Double { Self.blocking(servers, offeredLoad) }

    /// The load that is served, in servers.
    public var carriedLoad: Double { offeredLoad * (1 - blocking) }

    static func blocking(_ servers: Int, _ offeredLoad: Double) -> Double {
        var blocking = 1.0
        // Far beyond the load nothing is refused, however many more servers there are.
        for server in 1...servers {
            guard blocking > 0 else { break }
            blocking = offeredLoad * blocking / (Double(server) + offeredLoad * blocking)
        }
        return blocking
    }
}

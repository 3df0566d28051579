/// An M/M/c system that shows two measured mean latencies: one at base load, one in a spike.
///
/// Two measurements do not tell how many servers there are: every number of them fits with another
/// point at which the system saturates. A third measurement would.
public struct SpikeFit: Sendable {
    /// How many times the base load arrives in the spike.
    public let multiplier: Double
    /// The servers.
    public let servers: Int
    /// The mean service time, in the unit of the latencies.
    public let serviceTime: Double
    /// Arrivals at base load per unit of time of the latencies.
    public let baseRate: Double
    /// The share of the time in which a server is busy, at base load and in the spike.
    public let utilisation: (base: Double, spike: Double)
    /// How many times the base load the system can just not bear.
    public let saturation: Double

    /// The system with these servers; nil where none shows these latencies.
    ///
    /// The ratio of the latencies grows with the load, so the load is found by bisection to the
    /// last bit.
    ///
    /// - Parameters:
    ///   - base: The mean latency at base load, above zero.
    ///   - spike: The mean latency in the spike, above `base`.
    ///   - multiplier: The spike's load in base loads, above one.
    ///   - servers: The servers, at least one.
    public init?(base: Double, spike: Double, multiplier: Double, servers: Int) {
        guard base > 0, spike > base, multiplier > 1, servers >= 1 else { return nil }
        func ratio(_ load: Double) -> Double? {
            guard let calm = MultiServerQueue(servers: servers, offeredLoad: load),
                let busy = MultiServerQueue(servers: servers, offeredLoad: multiplier * load)
            else { return nil }
            return busy.sojourn / calm.sojourn
        }
        var (low, high) = (0.0, Double(servers) / multiplier)
        while true {
            let middle = (low + high) / 2
            guard low < middle, middle < high else { break }
            let isTooLow = ratio(middle).map { $0 < spike / base } ?? false
            (low, high) = isTooLow ? (middle, high) : (low, middle)
        }
        guard let calm = MultiServerQueue(servers: servers, offeredLoad: low),
            let found = ratio(low), abs(found - spike / base) < 1e-6 * found
        else { return nil }
        self.multiplier = multiplier
        self.servers = servers
        serviceTime = base / calm.sojourn
        baseRate = low / serviceTime
        utilisation = (calm.utilisation, multiplier * calm.utilisation)
        saturation = Double(servers) / low
    }
}

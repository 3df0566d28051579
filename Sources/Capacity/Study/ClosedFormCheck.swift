/// What a closed form says of a deployment, beside what its simulation shows.
///
/// It supposes random arrivals at a steady rate, and some suppose how much service times vary; where
/// the log's come in bursts, or vary otherwise, it is wrong.
public struct ClosedFormCheck: Sendable {
    /// One measure on both sides.
    public struct Measure: Sendable {
        /// What it is.
        public let name: String
        /// Whether it is a share of requests; else seconds.
        public let isShare: Bool
        /// By the formula.
        public let closed: Double
        /// By the simulation; nil where it does not tell the deployment's apart.
        public let simulated: Double?
    }

    /// The deployment's name.
    public let deployment: String
    /// The formula: `M/M/c (Erlang C)`.
    public let formula: String
    /// Requests that are worked on at the same time at most.
    public let servers: Int
    /// Arrivals times the mean service time, in servers.
    public let offeredLoad: Double
    /// The measures; empty where the servers can't keep up with the load.
    public let measures: [Measure]
    /// The standard deviation of the gaps between arrivals in means; 1 for random arrivals.
    public let arrivalVariation: Double?
    /// The variance of the arrivals in ten seconds in means; 1 for random arrivals.
    public let dispersion: Double?
    /// Whether arrivals come too unevenly for the formula; nil where there are too few to tell.
    public let isBursty: Bool?
    /// Whether arrivals come more evenly than random ones; nil where there are too few to tell.
    public let isRegular: Bool?
    /// The standard deviation of the service times in means.
    public let serviceVariation: Double
    /// What the formula supposes of it; nil where any will do.
    public let supposedVariation: Double?

    /// Whether service times vary so that the formula's waits may be taken; nil where any do.
    ///
    /// The mean wait goes about with 1 + v² (A. M. Lee and P. A. Longton, "Queueing processes
    /// associated with airline passenger check-in", 1959, exact for one server); a quarter more or
    /// less than what was supposed is too much.
    public var fitsService: Bool? {
        supposedVariation.map { supposed in
            let ratio =
                (1 + serviceVariation * serviceVariation) / (1 + supposed * supposed)
            return 0.75...1.25 ~= ratio
        }
    }
}

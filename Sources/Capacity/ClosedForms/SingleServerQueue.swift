/// An M/G/1 queue: random arrivals, service times of any distribution, one server, first come first
/// served.
///
/// Formulas: F. Pollaczek (1930), A. Khinchine (1932).
public struct SingleServerQueue: Hashable, Sendable {
    /// Arrivals times the mean service time; below one.
    public let utilisation: Double
    /// The standard deviation of service times in means.
    public let variation: Double

    /// A queue; nil where its server can't keep up.
    ///
    /// - Parameters:
    ///   - utilisation: Arrivals times the mean service time.
    ///   - variation: The standard deviation of service times in means; 0 for constant ones.
    public init?(utilisation: Double, variation: Double) {
        guard utilisation >= 0, utilisation < 1, variation >= 0 else { return nil }
        (self.utilisation, self.variation) = (utilisation, variation)
    }

    /// The mean wait, in mean service times.
    public var wait: Double {
        utilisation * (1 + variation * variation) / (2 * (1 - utilisation))
    }

    /// The mean time from arrival to departure, in mean service times.
    public var sojourn: Double { 1 + wait }

    /// The requests that wait, on average.
    public var waiting: Double { utilisation * wait }
}

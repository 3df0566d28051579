import Documents
public import Pricing

extension Workload {
    /// What is to be said of spikes that the period written has nothing of, as the command line
    /// moved it; one sentence each.
    ///
    /// - Parameters:
    ///   - start: When the workload begins.
    ///   - end: When it ends.
    /// - Returns: The sentences.
    public func spikesPassedOver(from start: Timestamp, until end: Timestamp) -> [String] {
        let period = start.nanoseconds..<max(start.nanoseconds, end.nanoseconds) + 1
        var places: Set<Place> = []
        return clients.flatMap(\.arrivals.rate.spikes).compactMap { spike in
            guard !spike.period.overlaps(period), places.insert(spike.place).inserted else {
                return nil
            }
            return "\(spike.place): the spike lies outside of what is written and changes nothing: "
                + "it reaches from \(spike.text), the log from \(start) to \(end)"
        }
    }
}

extension CalendarRate.Spike {
    /// Its beginning and its end.
    var text: String {
        "\(Timestamp(nanoseconds: period.lowerBound)) to "
            + "\(Timestamp(nanoseconds: period.upperBound))"
    }
}

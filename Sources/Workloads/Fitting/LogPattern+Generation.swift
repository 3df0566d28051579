import Pricing
import Statistics

extension LogPattern {
    /// What a workload like the log aims at.
    public struct Fit: Sendable {
        /// What was measured on the log.
        public let log: TrafficFigures
        /// The dispersion that the workload aims at: the log's, as it is at the scale.
        public let dispersion: Double
        /// The coefficient of variation of the gaps of the process within the minute.
        public let processVariation: Double
        /// After how many minutes the pattern repeats, beyond the log's end.
        public let repeatedMinutes: Int64
        /// One call of the log in so many was kept to draw from.
        public let callSampling: UInt64
    }

    /// The longest log that is taken, in minutes: twenty years.
    private static let longest = 20 * 366 * 1440

    /// A workload like the log.
    ///
    /// - Parameter overrides: Beginning and end, where they are not the log's; seed and scale.
    /// - Returns: The workload, ready to be written, and what it aims at.
    /// - Throws: `WorkloadError` where the log is too short to be a pattern.
    public func generation(
        _ overrides: Workload.Overrides
    ) throws(WorkloadError) -> (generation: Generation, fit: Fit) {
        let (span, moments) = try patternMoments()
        let arrivals = ArrivalFit(measures, moments: moments)
        let (start, end) = try period(overrides, span)
        let seed = overrides.seed ?? 1
        var rates = arrivals.rates
        if overrides.from != nil { rates = rates.starting(at: start) }
        var fragments = FragmentTable()
        let client = Generation.Client(
            arrivals: ArrivalStream(
                arrivals.process, rates.scaled(by: overrides.scale), from: start,
                bits: SplitMix64(seed: seed, stream: 0)),
            sampler: LogSampler(
                self, scale: overrides.scale, &fragments, bits: SplitMix64(seed: seed, stream: 1)))
        let generation = Generation(
            clients: [client], fragments: fragments, extent: end,
            idKey: idKey(seed, start, overrides.scale))
        let fit = Fit(
            log: TrafficFigures(measures),
            dispersion: arrivals.dispersion(atScale: overrides.scale),
            processVariation: arrivals.process.variation, repeatedMinutes: rates.period,
            callSampling: 1 << kept.halvings)
        return (generation, fit)
    }

    private func patternMoments() throws(WorkloadError) -> (ClosedRange<Int64>, MinuteMoments) {
        let minutes = measures.wholeMinutes
        guard minutes.count <= Self.longest else {
            throw WorkloadError(
                "the log spans more than twenty years; check its times, or leave some out with "
                    + "--where")
        }
        guard let span = measures.span, !kept.calls.isEmpty,
            let moments = MinuteMoments(measures.counts, in: minutes), moments.mean > 0
        else {
            throw WorkloadError(
                "the log is no pattern: it has \(measures.requests) calls in \(minutes.count) whole "
                    + "minutes; expected calls in at least two")
        }
        return (span, moments)
    }

    private func period(
        _ overrides: Workload.Overrides, _ span: ClosedRange<Int64>
    ) throws(WorkloadError) -> (start: Int64, extent: Extent) {
        let start = overrides.from?.nanoseconds ?? span.lowerBound
        if let requests = overrides.requests { return (start, .requests(requests)) }
        let length =
            overrides.length?.nanoseconds ?? span.upperBound - span.lowerBound + 1
        let (end, overflow) = start.addingReportingOverflow(length)
        guard !overflow, end <= Generation.lastInstant else {
            throw WorkloadError("the workload would end after 2261; choose an earlier --from")
        }
        return (start, .until(Timestamp(nanoseconds: end)))
    }

    /// Differs between workloads that differ in anything but their length.
    private func idKey(_ seed: UInt64, _ start: Int64, _ scale: Double) -> UInt64 {
        let log = measures.span.map { [$0.lowerBound, $0.upperBound] } ?? []
        return
            (log.map { UInt64(bitPattern: $0) }
            + [seed, UInt64(bitPattern: start), scale.bitPattern]).reduce(measures.requests) {
                SplitMix64.mixed($0, $1)
            }
    }
}

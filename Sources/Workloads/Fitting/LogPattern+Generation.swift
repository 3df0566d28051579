import Documents
import Pricing
import Statistics

extension LogPattern {
    /// What a workload like the log aims at.
    public struct Fit: Sendable {
        /// What was measured on the log.
        public let log: TrafficFigures
        /// The dispersion that the workload aims at: the log's, as it is at the scale.
        public let dispersion: Double
        /// Whether that is more than the log's times the scale, as chance alone gives so much.
        let isDispersionOfChance: Bool
        /// The coefficient of variation of the gaps of the process within the minute.
        public let processVariation: Double
        /// Whether that is assumed, as the log doesn't tell how its gaps vary.
        public let isVariationAssumed: Bool
        /// After how many minutes the pattern repeats, beyond the log's end.
        public let repeatedMinutes: Int64
        /// One call of the log in so many was kept to draw from.
        public let callSampling: UInt64
    }

    /// The longest log that is taken.
    private static let longestYears = 20

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
            isDispersionOfChance: arrivals.dispersion < arrivals.chance,
            processVariation: arrivals.process.variation,
            isVariationAssumed: arrivals.isVariationAssumed, repeatedMinutes: rates.period,
            callSampling: 1 << kept.halvings)
        return (generation, fit)
    }

    private func patternMoments() throws(WorkloadError) -> (ClosedRange<Int64>, MinuteMoments) {
        let minutes = measures.wholeMinutes
        guard let span = measures.span, !kept.calls.isEmpty else {
            throw WorkloadError("the log is no pattern: it has no calls")
        }
        guard minutes.count <= Self.longestYears * 366 * 1440 else {
            throw WorkloadError(
                "the log reaches from \(Timestamp(nanoseconds: span.lowerBound)) to "
                    + "\(Timestamp(nanoseconds: span.upperBound)); a pattern has at most "
                    + "\(Self.longestYears) years: check its times, or leave such calls out")
        }
        guard let moments = MinuteMoments(measures.counts, in: minutes), moments.mean > 0 else {
            let inside = measures.counts.reduce(0) {
                minutes.contains($1.key) ? $0 + $1.value : $0
            }
            let calls = WorkloadError.counted(measures.requests, "call")
            let whole = WorkloadError.counted(minutes.count, "whole minute")
            throw WorkloadError(
                "the log is no pattern: it has \(calls), and \(inside) in \(whole), those between "
                    + "its first minute and its last; expected two whole minutes or more, and calls "
                    + "in them")
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
            throw WorkloadError(
                "the workload "
                    + Generation.tooLate(
                        from: Timestamp(nanoseconds: start),
                        lasting: overrides.length.map { "\($0)" } ?? "as long as the log"))
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

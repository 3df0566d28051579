public import Documents
public import Pricing
import Statistics

extension Workload {
    /// What the command line may say in place of the file.
    public struct Overrides: Sendable {
        /// When it begins.
        public var from: Timestamp?
        /// How long it lasts.
        public var length: WrittenDuration?
        /// How many calls there are, in place of how long it lasts.
        public var requests: UInt64?
        /// What the numbers drawn depend on.
        public var seed: UInt64?
        /// What the rate is multiplied by.
        public var scale = 1.0

        /// Nothing in place of what the file says.
        public init() {}
    }

    /// The workload, ready to be written.
    ///
    /// - Parameter overrides: What is said in place of the file.
    /// - Returns: The workload from its beginning.
    /// - Throws: `WorkloadError` where beginning or end is stated nowhere.
    public func generation(_ overrides: Overrides) throws(WorkloadError) -> Generation {
        guard let start = overrides.from ?? from else {
            throw WorkloadError(
                "\(name): begins nowhere; state from: 2026-01-05 in the file, or --from")
        }
        let seed = overrides.seed ?? seed
        var fragments = FragmentTable()
        let running = clients.enumerated().map { number, client in
            let stream = UInt64(2 * number)
            return Generation.Client(
                arrivals: ArrivalStream(
                    client.arrivals.process, client.arrivals.rate.scaled(by: overrides.scale),
                    from: start.nanoseconds, bits: SplitMix64(seed: seed, stream: stream)),
                sampler: ClientSampler(
                    client, &fragments, bits: SplitMix64(seed: seed, stream: stream + 1)))
        }
        return Generation(
            clients: running, fragments: fragments, extent: try extent(from: start, overrides),
            idKey: idKey(seed, start, overrides.scale))
    }

    private func extent(
        from start: Timestamp, _ overrides: Overrides
    ) throws(WorkloadError) -> Extent {
        if let requests = overrides.requests { return .requests(requests) }
        guard let length = overrides.length ?? length else {
            throw WorkloadError(
                "\(name): ends nowhere; state for: 7 days in the file, --for or --requests")
        }
        let (end, overflow) = start.nanoseconds.addingReportingOverflow(length.nanoseconds)
        guard !overflow, end <= Generation.lastInstant else {
            throw WorkloadError(
                "\(name): " + Generation.tooLate(from: start, lasting: "\(length)"))
        }
        return .until(Timestamp(nanoseconds: end))
    }

    /// Differs between workloads that differ in anything but their length.
    private func idKey(_ seed: UInt64, _ start: Timestamp, _ scale: Double) -> UInt64 {
        let file = UInt64(sha256.prefix(16), radix: 16) ?? 0
        return [seed, UInt64(bitPattern: start.nanoseconds), scale.bitPattern].reduce(file) {
            SplitMix64.mixed($0, $1)
        }
    }
}

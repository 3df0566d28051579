public import Pricing
import Statistics

/// How far a workload goes.
public enum Extent: Hashable, Sendable {
    /// Up to an instant, which is outside.
    case until(Timestamp)
    /// So many calls.
    case requests(UInt64)
}

/// A workload that can be written: the same bytes for the same description and seed.
public struct Generation {
    /// Calls of one client.
    struct Client {
        var arrivals: ArrivalStream
        var sampler: any CallSampler
    }

    private var clients: [Client]
    private let fragments: FragmentTable
    private let extent: Extent
    private let idKey: UInt64

    init(clients: [Client], fragments: FragmentTable, extent: Extent, idKey: UInt64) {
        (self.clients, self.fragments, self.extent, self.idKey) = (
            clients, fragments, extent, idKey
        )
    }

    /// Writes all records, in the order of their times.
    ///
    /// - Parameter sink: Takes the bytes of whole records, about a mebibyte at a time.
    /// - Returns: When the workload ends: where its length is over, or with the last record.
    /// - Throws: What the sink throws.
    public consuming func write(
        to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Timestamp {
        var writer = RecordWriter(fragments, idKey: idKey)
        var queue = ArrivalQueue(
            clients.indices.map { .init(time: clients[$0].arrivals.next(), stream: $0) })
        let limit = Self.limit(of: extent)
        var (written, last) = (UInt64(0), Int64.min)
        while written < limit.requests, queue.earliest.time < limit.end {
            let arrival = queue.earliest
            let call = clients[arrival.stream].sampler.call()
            try writer.write(call, at: arrival.time, to: sink)
            (written, last) = (written + 1, arrival.time)
            queue.replaceEarliest(
                by: .init(time: clients[arrival.stream].arrivals.next(), stream: arrival.stream))
        }
        try writer.flush(to: sink)
        try requireAll(written)
        return end(last: last)
    }

    private func end(last: Int64) -> Timestamp {
        guard case .until(let end) = extent else { return Timestamp(nanoseconds: last) }
        return end
    }

    private func requireAll(_ written: UInt64) throws(WorkloadError) {
        guard case .requests(let count) = extent, written < count else { return }
        let requests = WorkloadError.counted(count, "request")
        throw WorkloadError(
            "at this rate the year 2261 ends after \(written) of \(requests); ask for fewer, or "
                + "for a higher rate")
    }

    /// No record is later than the last year that a log may have.
    private static func limit(of extent: Extent) -> (requests: UInt64, end: Int64) {
        switch extent {
        case .until(let end): (.max, end.nanoseconds)
        case .requests(let count): (count, Self.lastInstant)
        }
    }

    /// The end of 2261.
    static let lastInstant: Int64 = 9_214_646_400 * 1_000_000_000

    /// What is said of a workload whose end no log can hold.
    static func tooLate(from start: Timestamp, lasting length: String) -> String {
        "begins at \(start) and lasts \(length), so it ends after the year 2261, the last that a "
            + "log may have; state an earlier begin or a shorter length"
    }
}

import Calls

@testable import Logs

/// What must be true of how a log is read in one format, whatever stands in it.
struct ReadingProperty {
    private let demand: Demand
    private let options: ReadingOptions
    private let mapping: LogMapping?
    private let format: LogFormat?

    /// - Parameters:
    ///   - format: The format that the log was said to have; nil where it is told by its shape.
    ///   - sharesPrefixes: Cache reads are computed from the blocks that prompts share.
    init(format: LogFormat?, sharesPrefixes: Bool = false) {
        var demand = Self.everything
        if sharesPrefixes { demand.fields.insert(.sharedPrefixes) }
        self.demand = demand
        self.format = format
        mapping = format.flatMap(LogMapping.any)
        var options = ReadingOptions()
        options.format = format
        options.mapping = mapping
        options.skipsBadLines = true
        options.rejects = NoRejects()
        self.options = options
    }

    /// Asks the readers for the bytes of bad lines.
    private struct NoRejects: RejectSink {
        func take(_ line: [UInt8]) {}
        func take(header: [UInt8]) {}
    }

    private static let everything = Demand(
        fields: [
            .contentLength, .messageCount, .maxTokens, .user, .team, .session, .id, .latency,
            .timeToFirstToken, .tagSet, .systemText, .lastText,
        ],
        texts: [
            TextMatch(in: .system, text: "komplexe Analyse"), TextMatch(in: .last, text: "käse"),
        ],
        tags: ["env", "cost center"])

    /// What is wrong with how the log is read; nil where nothing is.
    func fault(in bytes: [UInt8]) -> String? {
        format == nil ? faultOfOpening(bytes) ?? faultOfReading(bytes) : faultOfReading(bytes)
    }

    /// What opens the log reads what workers read to whom its chunks are handed.
    private func faultOfOpening(_ bytes: [UInt8]) -> String? {
        guard let opened = opened(bytes), !LogHead.isPacked(bytes) else { return nil }
        guard let whole = try? whole(bytes) else { return "opened, but not told by its shape" }
        let skipped = whole.skipped.reduce(0) { $0 + $1.lines }
        if opened.skipped != skipped {
            return "opening skips \(opened.skipped) lines, a worker \(skipped)"
        }
        return opened.rows == whole.rows ? nil : "opening gives other rows"
    }

    /// The rows, and how many lines are skipped; nil for what can't be opened.
    private func opened(_ bytes: [UInt8]) -> (rows: [Row], skipped: Int)? {
        bytes.withUnsafeBytes { memory in
            let input = LogInput.memory(name: "log", bytes: UnsafeSendableBytes(memory))
            let run = ReadingRun([input], demand, options)
            var outcome = run.work(RowCollector())
            guard outcome.failure == nil else { return nil }
            var joining = Joining()
            joining.add(outcome.takePieces())
            let joined = joining.isEmpty ? [] : try? run.join(&joining, RowCollector()).partial
            let skipped = run.ledger.skipped.reduce(0) { $0 + $1.lines }
            return joined.map { (outcome.partial + $0, skipped) }
        }
    }

    /// What one worker makes of the log.
    func whole(_ bytes: [UInt8]) throws(LogError) -> ChunkReading {
        guard let log = try log(bytes) else { return ChunkReading() }
        return try ChunkReading([log.records.whole], log.shape, demand, options)
    }

    /// The records and their shape; nil where there are none.
    private func log(_ bytes: [UInt8]) throws(LogError) -> (records: LogRecords, shape: LogShape)? {
        let bytes = LogHead.withoutMark(bytes)
        let shape = try bytes.withUnsafeBufferPointer { head throws(LogError) in
            try LogShape.detect(head, in: "log", as: format, by: mapping)
        }
        return shape.map { (LogRecords(bytes, delimiter: $0.header?.delimiter), $0) }
    }

    private func faultOfReading(_ bytes: [UInt8]) -> String? {
        guard let log = try? log(bytes) else { return nil }
        do {
            let whole = try ChunkReading([log.records.whole], log.shape, demand, options)
            if let fault = faultOfLines(whole, log.records, log.shape) { return fault }
            return try partsFault(whole, log.records, log.shape)
                ?? strictFault(whole, log.records, log.shape)
        } catch {
            return "lenient reading ends with \(error)"
        }
    }

    /// Parts that are read by workers of their own give what the whole gives.
    private func partsFault(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) throws(LogError) -> String? {
        let parts = try ChunkReading(records.parts(atMost: 5), shape, demand, options)
        if parts.rows != whole.rows { return "parts give other rows: \(parts.rows), \(whole.rows)" }
        return parts == whole ? nil : "parts give other faults: \(parts), \(whole)"
    }

    /// Strict reading ends at the first line that lenient reading leaves out.
    private func strictFault(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) throws(LogError) -> String? {
        var strict = options
        strict.skipsBadLines = false
        let found = try ChunkReading([records.whole], shape, demand, strict).faultLine
        let expected = whole.skipped.first?.line
        return found == expected
            ? nil : "strict reading ends at \(shown(found)), lenient skips \(shown(expected))"
    }

    private func shown(_ line: Int?) -> String { line.map { "line \($0 + 1)" } ?? "no line" }
}

/// Stands where a reader's own look at a file's first bytes is not to be trusted.
enum LogHead {
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    static func isPacked(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    }
}

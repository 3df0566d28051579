import Calls
import Pricing

/// Reads the request traces of Mooncake: time, lengths in tokens, hashes of the prompt's blocks.
struct MooncakeReader: RecordReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["timestamp", "input_length", "output_length"])
    }

    private var keys: KeyTable
    /// The hashes of the record that was read last, if they are wanted.
    private(set) var blocks: [UInt64] = []

    init(demand: Demand, names: NameTable) {
        let wantsBlocks = demand.fields.contains(.sharedPrefixes)
        keys = KeyTable([
            "timestamp", "input_length", "output_length", wantsBlocks ? "hash_ids" : nil,
        ])
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        var input, output: UInt64?
        blocks = []
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: draft.record.time = try Self.time(&cursor)
            case 1: input = try cursor.count("input_length")
            case 2: output = try cursor.count("output_length")
            default: try readBlocks(&cursor)
            }
        }
        try cursor.endOfLine()
        try Self.finish(&draft.record, input: input, output: output)
        return true
    }

    private mutating func readBlocks(_ cursor: inout JSONCursor) throws(BadLine) {
        guard try cursor.openArray() else {
            throw try cursor.wrongValue("hash_ids", expected: "a list of whole numbers")
        }
        while try cursor.nextElement(isFirst: blocks.isEmpty) {
            guard let block = try cursor.count("hash_ids") else {
                throw .missing("a number in hash_ids", expected: "whole numbers")
            }
            blocks.append(block)
        }
    }

    private static func finish(
        _ record: inout CallRecord, input: UInt64?, output: UInt64?
    ) throws(BadLine) {
        guard record.time != nil else {
            throw .missing("timestamp", expected: milliseconds)
        }
        guard let input else { throw .missing("input_length", expected: "a count of tokens") }
        guard let output else { throw .missing("output_length", expected: "a count of tokens") }
        record.usage = TokenUsage(
            input: input, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: output,
            reasoning: 0)
        record.usageState = .known
    }

    /// The last millisecond that `Timestamp` holds.
    private static let lastMillisecond = Int64.max / 1_000_000
    private static let milliseconds = "milliseconds from 0 to \(lastMillisecond)"

    /// Milliseconds since the trace began, counted from the beginning of 1970; nil for null.
    private static func time(_ cursor: inout JSONCursor) throws(BadLine) -> Timestamp? {
        if cursor.takeNull() { return nil }
        let start = cursor.at
        if cursor.isDigit(start.pointee) {
            if let time = EpochUnit.milliseconds.instant(try cursor.number()) { return time }
            cursor.at = start
        }
        throw try cursor.wrongValue("timestamp", expected: milliseconds)
    }
}

public import Calls
import Pricing

/// One request on its own, as a block with a single row: what a policy is asked about.
///
/// It may be a native record, a pair of request and response, or the body of a request to OpenAI's
/// API, and need not be complete: time and usage are not asked for.
public struct SingleRequest {
    /// A block of one row.
    public let block: CallBlock
    /// Whether the request tells its time; 1970 stands in the block where it does not.
    public let isTimed: Bool

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - json: One JSON object, on one line or several.
    ///   - name: What errors call it.
    ///   - demand: What is needed of it.
    ///   - assumptions: What to assume where it lacks a field.
    /// - Throws: `LogError` where the object can't be read.
    public init(
        _ json: [UInt8], name: String, demand: Demand, assumptions: Assumptions
    ) throws(LogError) {
        var demand = assumptions.widened(demand)
        (demand.from, demand.to) = (nil, nil)
        let line = Self.oneLine(json)
        let names = NameTable()
        var draft = RecordDraft(demand: demand)
        do throws(BadLine) {
            try line.withUnsafeBufferPointer { bytes throws(BadLine) in
                guard let start = bytes.baseAddress else { return }
                var cursor = JSONCursor(at: start)
                cursor.skipSpace()
                let keys = SampleLine.topLevelKeys(line)
                try Self.read(&cursor, keys: keys, demand, names, &draft)
                try cursor.endOfLine()
            }
        } catch {
            throw LogError("\(name): \(error.message); expected a native record or an OpenAI body")
        }
        var filler = AssumptionFiller(assumptions, demand: demand, names: names)
        filler.fill(&draft)
        isTimed = draft.record.time != nil
        draft.record.time = draft.record.time ?? .init(nanoseconds: 0)
        block = CallBlock(demand: demand, names: names, capacity: 1)
        block.append(
            draft.record, texts: draft.texts, tags: draft.tags, messages: draft.messages)
    }

    private static func read(
        _ cursor: inout JSONCursor, keys: Set<String>, _ demand: Demand, _ names: NameTable,
        _ draft: inout RecordDraft
    ) throws(BadLine) {
        if keys.contains("request") {
            var reader = OpenAIReader(demand: demand, names: names)
            try reader.readFields(&cursor, into: &draft)
            _ = try reader.takeUsage(into: &draft.record)
        } else if keys.contains("messages") || keys.contains("input") {
            var reader = RequestReader(demand: demand, names: names)
            try reader.read(&cursor, into: &draft)
        } else {
            var reader = NativeReader(demand: demand, names: names)
            try reader.readFields(&cursor, into: &draft)
            _ = try reader.takeUsage(into: &draft.record)
        }
    }

    /// The object with its line breaks as carriage returns, which JSON allows where it allows
    /// line breaks, and the padding that the cursor needs.
    private static func oneLine(_ json: [UInt8]) -> [UInt8] {
        var line = json.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 }
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        line.append(UInt8(ascii: "\n"))
        line.append(contentsOf: [UInt8](repeating: 0, count: JSONCursor.padding))
        return line
    }
}

import Calls

/// Reads what came back: a whole response, or the list of the chunks of a stream.
///
/// A stream reports its usage in its last chunk, or not at all; the events of the Responses API
/// carry the response inside. Anything else (the text of an error page, null) has no usage.
struct ResponseReader {
    private static let names = ["usage", "model", "service_tier", "error", "response"]

    private var keys = KeyTable(names)
    private var usageReader = UsageReader()
    private var model, serviceTier: NameReader
    /// What was reported last.
    private(set) var usage: InclusiveUsage?
    /// An error object stands in the response.
    private(set) var hasError = false

    init(names: NameTable) {
        (model, serviceTier) = (NameReader(names), NameReader(names))
    }

    mutating func reset() {
        usage = nil
        hasError = false
    }

    mutating func read(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) {
        if cursor.at.pointee == UInt8(ascii: "{") {
            try readObject(&cursor, into: &record, depth: 2)
        } else if cursor.openArray() {
            var isFirst = true
            while try cursor.nextElement(isFirst: isFirst) {
                isFirst = false
                guard cursor.at.pointee == UInt8(ascii: "{") else {
                    try cursor.skipValue(depth: 3)
                    continue
                }
                try readObject(&cursor, into: &record, depth: 3)
            }
        } else {
            try cursor.skipValue()
        }
    }

    private mutating func readObject(
        _ cursor: inout JSONCursor, into record: inout CallRecord, depth: Int
    ) throws(BadLine) {
        try cursor.openObject()
        var seen = 0
        var position = 0
        while try cursor.nextMember(isFirst: position == 0) {
            let key = try keys.match(&cursor, position: position)
            position += 1
            guard key >= 0 else {
                try cursor.skipValue(depth: depth)
                continue
            }
            guard seen & (1 << key) == 0 else { throw .duplicate(Self.names[key]) }
            seen |= 1 << key
            switch key {
            case 0: usage = try usageReader.read(&cursor, depth: depth) ?? usage
            case 1: try readModel(&cursor, into: &record)
            case 2: try readServiceTier(&cursor, into: &record)
            case 3: try readError(&cursor, depth: depth)
            default: try readInner(&cursor, into: &record, depth: depth)
            }
        }
    }

    private mutating func readModel(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) {
        let id = model.id(try cursor.optionalText("model"))
        if id != .none { record.servedModel = id }
    }

    /// The tier that served the request replaces the one that it asked for.
    private mutating func readServiceTier(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) {
        let id = serviceTier.id(try cursor.optionalText("service_tier"))
        if id != .none { record.serviceTier = id }
    }

    private mutating func readError(_ cursor: inout JSONCursor, depth: Int) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.skipValue(depth: depth)
        hasError = true
    }

    private mutating func readInner(
        _ cursor: inout JSONCursor, into record: inout CallRecord, depth: Int
    ) throws(BadLine) {
        guard depth < 4, cursor.at.pointee == UInt8(ascii: "{") else {
            return try cursor.skipValue(depth: depth)
        }
        try readObject(&cursor, into: &record, depth: depth + 1)
    }
}

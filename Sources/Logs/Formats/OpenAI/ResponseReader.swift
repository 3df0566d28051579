import Calls

/// Reads what came back: a whole response, or the list of the chunks of a stream.
///
/// A stream reports its usage in its last chunk, or not at all; the events of the Responses API
/// carry the response inside. Anything else (the text of an error page, null) has no usage.
struct ResponseReader {
    private var keys: KeyTable
    private var usageReader = UsageReader()
    private var model, serviceTier: NameReader
    /// What was reported last.
    private(set) var usage: InclusiveUsage?
    /// An error object stands in the response.
    private(set) var hasError = false

    /// A reader that reads the time of the answer only if it is asked to.
    init(names: NameTable, readsTime: Bool = false) {
        keys = KeyTable([
            "usage", "model", "service_tier", "error", "response", "type",
            readsTime ? "created" : nil, readsTime ? "created_at" : nil,
        ])
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
            try readObject(&cursor, into: &record)
        } else if try cursor.openArray() {
            var isFirst = true
            while try cursor.nextElement(isFirst: isFirst) {
                isFirst = false
                guard cursor.at.pointee == UInt8(ascii: "{") else {
                    try cursor.skipValue()
                    continue
                }
                try readObject(&cursor, into: &record)
            }
        } else {
            try cursor.skipValue()
        }
    }

    private mutating func readObject(
        _ cursor: inout JSONCursor, into record: inout CallRecord, isInner: Bool = false
    ) throws(BadLine) {
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: usage = try usageReader.read(&cursor) ?? usage
            case 1: try readModel(&cursor, into: &record)
            case 2: try readServiceTier(&cursor, into: &record)
            case 3: if try cursor.isError() { hasError = true }
            case 6: record.time = try cursor.instant("created", countedIn: .seconds) ?? record.time
            case 7:
                record.time = try cursor.instant("created_at", countedIn: .seconds) ?? record.time
            case 5: if try isErrorEvent(&cursor) { hasError = true }
            case 4 where !isInner && cursor.at.pointee == UInt8(ascii: "{"):
                try readObject(&cursor, into: &record, isInner: true)
            default: try cursor.skipValue()
            }
        }
    }

    /// The Responses API ends a stream that fails with an event of its own.
    private func isErrorEvent(_ cursor: inout JSONCursor) throws(BadLine) -> Bool {
        try cursor.textIfAny()?.withUnescaped { $0.elementsEqual("error".utf8) } ?? false
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
}

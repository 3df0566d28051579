import Calls

/// Reads the properties of a request, an object of strings or a string with one: tags, and the
/// session among them.
struct HeliconePropertyReader {
    private var tags: TagReader
    private let wantsTags: Bool
    private var sessionKeys: KeyTable
    private var session: NameReader

    init(demand: Demand, names: NameTable) {
        tags = TagReader("request_properties", demand: demand, names: names)
        wantsTags = demand.wantsTags
        let wantsSession = demand.fields.contains(.session)
        sessionKeys = KeyTable([wantsSession ? "Helicone-Session-Id" : nil])
        session = NameReader(names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        guard cursor.at.pointee == UInt8(ascii: "\"") else {
            return try readObject(&cursor, into: &draft)
        }
        let text = try cursor.text()
        guard text.count > 0 else { return }
        try JSONInString(halvingQuotesOf: text).read("request_properties") {
            (cursor) throws(BadLine) in
            try readObject(&cursor, into: &draft)
        }
    }

    private mutating func readObject(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        if wantsTags {
            var object = cursor
            try tags.read(&object, into: &draft.tags)
            draft.record.tagSet = tags.takeSet()
        }
        try cursor.openObject("request_properties")
        var members = KeyTable.Members()
        while try sessionKeys.next(&cursor, &members) != nil {
            draft.record.session = session.id(try cursor.textIfAny())
        }
    }
}

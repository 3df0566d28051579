import Calls

/// Reads the `response` of a line of answers: `{"status_code":…,"request_id":…,"body":{…}}`.
struct BatchAnswerReader {
    private var keys = KeyTable(["status_code", "body"])
    private var body: ResponseReader
    private var status: UInt64 = 0

    init(names: NameTable) { body = ResponseReader(names: names, readsTime: true) }

    mutating func reset() {
        body.reset()
        status = 0
    }

    /// Reads the object; false for null.
    mutating func read(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) -> Bool {
        if cursor.takeNull() { return false }
        try cursor.openObject("response")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if key == 0 {
                status = try cursor.count("status_code") ?? 0
            } else {
                try body.read(&cursor, into: &record)
            }
        }
        return true
    }

    /// Whether the answer says that the request failed.
    var isFailed: Bool { status >= 400 || body.hasError }

    /// Normalises the counts; false where there are none.
    func takeUsage(into record: inout CallRecord) throws(BadLine) -> Bool {
        try body.usage?.take(into: &record) ?? false
    }
}

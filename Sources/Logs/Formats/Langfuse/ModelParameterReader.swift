import Calls

/// Reads the parameters of a call: an object, or a string with one.
struct ModelParameterReader {
    private var keys = KeyTable([
        "service_tier", "max_tokens", "max_completion_tokens", "max_output_tokens",
    ])
    private var serviceTier: NameReader

    init(names: NameTable) { serviceTier = NameReader(names) }

    mutating func read(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) {
        if cursor.at.pointee == UInt8(ascii: "{") {
            return try readObject(&cursor, into: &record)
        }
        guard let text = try cursor.textIfAny(), let json = JSONInString(probing: text) else {
            return
        }
        try json.read("model_parameters") { (cursor) throws(BadLine) in
            guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
            try readObject(&cursor, into: &record)
        }
    }

    private mutating func readObject(
        _ cursor: inout JSONCursor, into record: inout CallRecord
    ) throws(BadLine) {
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if key == 0 {
                record.serviceTier = serviceTier.id(try cursor.textIfAny())
            } else if let limit = try cursor.countIfAny() {
                record.maxTokens = Int64(limit)
            }
        }
    }
}

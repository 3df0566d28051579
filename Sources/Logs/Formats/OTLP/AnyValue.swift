import Calls
import Pricing

/// The value of an attribute, such as `{"intValue":"12"}`: its kind, and where it stands.
///
/// 64-bit integers are strings by the mapping of Protocol Buffers to JSON, and numbers as some
/// exporters write them.
struct AnyValue {
    enum Kind: String, CaseIterable {
        case string = "stringValue"
        case integer = "intValue"
        case double = "doubleValue"
        case boolean = "boolValue"
        case list = "arrayValue"
        case object = "kvlistValue"
        case bytes = "bytesValue"
    }

    let kind: Kind
    private let cursor: JSONCursor

    /// The value at which the cursor stands, which moves behind it; nil for one that is not set.
    init?(_ cursor: inout JSONCursor, _ keys: inout KeyTable) throws(BadLine) {
        var found: (Kind, JSONCursor)?
        try cursor.openObject("an attribute's value")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if cursor.at.pointee != UInt8(ascii: "n") { found = (Kind.allCases[key], cursor) }
            try cursor.skipValue()
        }
        guard let (kind, value) = found else { return nil }
        (self.kind, self.cursor) = (kind, value)
    }

    /// The keys of a value, for the initialiser.
    static var keys: KeyTable { KeyTable(Kind.allCases.map(\.rawValue)) }

    /// A string; any other value is a fault.
    func text(_ field: StaticString) throws(BadLine) -> JSONText? {
        var value = cursor
        guard kind == .string else { throw try value.wrongValue(field, expected: "a string") }
        return try value.optionalText(field)
    }

    /// The text of a value of any kind: what a string says, else as it is written.
    var written: JSONText? {
        get throws(BadLine) {
            var value = cursor
            if cursor.at.pointee == UInt8(ascii: "\"") { return try value.text() }
            try value.skipValue()
            return JSONText(verbatim: cursor.at, to: value.at)
        }
    }

    /// A whole number from 0 to 2⁴⁸ − 1.
    func count(_ field: StaticString) throws(BadLine) -> UInt64? {
        var value = cursor
        value.readsCells = true
        return try value.count(field)
    }

    /// A whole number from 0 to 2⁴⁸ − 1, or nil for any other value.
    var countIfAny: UInt64? {
        do throws(BadLine) { return try count("") } catch { return nil }
    }

    /// An amount of money.
    func money(_ field: StaticString) throws(BadLine) -> Money? {
        var value = cursor
        return try value.money(field)
    }

    /// A span of time in seconds, as nanoseconds.
    func seconds(_ field: StaticString) throws(BadLine) -> Int64? {
        var value = cursor
        return try value.duration(field, .seconds)
    }

    /// The JSON that a string holds, or that a list or an object amounts to; a string that holds no
    /// JSON is a JSON string.
    var json: JSONInString {
        get throws(BadLine) {
            if kind == .string {
                var value = cursor
                if let json = JSONInString(probing: try value.text()) { return json }
            }
            var bytes: [UInt8] = []
            var keys = InnerKeys()
            try append(to: &bytes, &keys)
            return JSONInString(json: bytes)
        }
    }

    /// Appends the value as plain JSON.
    private func append(
        to bytes: inout [UInt8], _ keys: inout InnerKeys
    ) throws(BadLine) {
        var value = cursor
        switch kind {
        case .list: try Self.appendList(&value, to: &bytes, &keys)
        case .object: try Self.appendObject(&value, to: &bytes, &keys)
        case .integer, .double:
            bytes += try written?.raw ?? UnsafeBufferPointer(start: nil, count: 0)
        case .string, .boolean, .bytes:
            try value.skipValue()
            bytes += UnsafeBufferPointer(start: cursor.at, count: value.at - cursor.at)
        }
    }

    private static func appendList(
        _ cursor: inout JSONCursor, to bytes: inout [UInt8], _ keys: inout InnerKeys
    ) throws(BadLine) {
        bytes.append(UInt8(ascii: "["))
        try eachElement(&cursor, &keys) { (cursor, keys) throws(BadLine) in
            guard let value = try AnyValue(&cursor, &keys.value) else { return }
            if bytes.last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
            try value.append(to: &bytes, &keys)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func appendObject(
        _ cursor: inout JSONCursor, to bytes: inout [UInt8], _ keys: inout InnerKeys
    ) throws(BadLine) {
        bytes.append(UInt8(ascii: "{"))
        try eachElement(&cursor, &keys) { (cursor, keys) throws(BadLine) in
            guard let (key, value) = try keys.attributes.read(&cursor) else { return }
            if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            bytes += key.raw
            bytes += "\":".utf8
            try value.append(to: &bytes, &keys)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The elements of `{"values":[…]}`.
    private static func eachElement(
        _ cursor: inout JSONCursor, _ keys: inout InnerKeys,
        _ element: (inout JSONCursor, inout InnerKeys) throws(BadLine) -> Void
    ) throws(BadLine) {
        try cursor.openObject("an attribute's list of values")
        var members = KeyTable.Members()
        while try keys.values.next(&cursor, &members) != nil {
            try cursor.list("values") { (cursor) throws(BadLine) in try element(&cursor, &keys) }
        }
    }
}

/// The keys of what lies in lists and objects, for values at all depths.
private struct InnerKeys {
    var values = KeyTable(["values"])
    var value = AnyValue.keys
    var attributes = AttributeReader()
}

/// Reads attributes, such as `{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4.1"}}`.
struct AttributeReader {
    private var keys = KeyTable(["key", "value"])
    private var valueKeys = AnyValue.keys

    /// The attribute at which the cursor stands, which moves behind it; nil for one without value.
    mutating func read(
        _ cursor: inout JSONCursor
    ) throws(BadLine) -> (key: JSONText, value: AnyValue)? {
        var key: JSONText?
        var value: AnyValue?
        try cursor.openObject("an attribute")
        var members = KeyTable.Members()
        while let member = try keys.next(&cursor, &members) {
            if member == 0 {
                key = try cursor.optionalText("an attribute's key")
            } else if !cursor.takeNull() {
                value = try AnyValue(&cursor, &valueKeys)
            }
        }
        guard let key, let value else { return nil }
        return (key, value)
    }
}

import Pricing

/// Values as somebody's own log may write them; what is null is left to the caller.
extension JSONCursor {
    /// A name: a string, or a number or truth value as it is written.
    mutating func word() throws(BadLine) -> JSONText {
        let start = at
        switch start.pointee {
        case UInt8(ascii: "\""): return try text()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            throw try wrongValue("value", expected: "a string or a number")
        default:
            try skipValue()
            return JSONText(verbatim: start, to: at)
        }
    }

    /// A time by RFC 3339, in UTC where it names no zone, or so many units since 1970.
    mutating func time(in unit: MappedUnit?) throws(BadLine) -> Timestamp? {
        if let unit = unit?.epoch { return try instant("value", countedIn: unit) }
        let start = at
        if at.pointee == UInt8(ascii: "\"") {
            let time = try text().withUnescaped { Timestamp.parse($0, zonelessIsUTC: true) }
            if let time { return time }
        }
        at = start
        throw try wrongValue(
            "value",
            expected: "a time by RFC 3339, such as \"2026-01-05T08:15:30Z\"; for a number the "
                + "mapping has to give a unit")
    }

    /// A time span as nanoseconds.
    mutating func span(in unit: MappedUnit?) throws(BadLine) -> Int64? {
        try duration("value", unit?.epoch ?? .nanoseconds)
    }

    /// Whether the value is one of some texts; without texts, whether it is true.
    mutating func isYes(_ texts: [String]) throws(BadLine) -> Bool {
        if texts.isEmpty { return try optionalBoolean("value") ?? false }
        return texts.contains(try word().string)
    }
}

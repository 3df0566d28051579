/// A JSON object on one line, member by member.
struct JSONLine {
    private var members = ""

    var text: String { "{\(members)}" }

    mutating func add(_ name: String, text: String) { add(name, number: Self.quoted(text)) }

    /// Adds a member whose value is JSON as it stands.
    mutating func add(_ name: String, number: String) {
        if !members.isEmpty { members += "," }
        members += Self.quoted(name) + ":" + number
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

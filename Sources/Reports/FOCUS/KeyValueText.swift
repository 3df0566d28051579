/// The specification's Key-Value Format: an object of JSON without objects or arrays in it.
enum KeyValueText {
    enum Value {
        case text(String)
        case yes
    }

    /// Keys are written as they are, each once; they are told apart by bytes, unlike Swift's
    /// dictionaries, in which "é" in one scalar and in two are the same.
    static func object(_ members: [(key: String, value: Value)]) -> String {
        let written = members.map { "\(quoted($0.key)):\(text($0.value))" }
        return "{\(written.joined(separator: ","))}"
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .yes: "true"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": return "\\\""
            case "\\": return "\\\\"
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: return String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

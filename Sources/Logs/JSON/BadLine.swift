/// Why a line can't be read: a reason to count it under, and what exactly was found.
struct BadLine: Error, Equatable {
    /// The same for all lines with this fault: `prompt_tokens is missing`.
    let reason: String
    /// What was found and what was expected.
    let detail: String

    /// The reason for lines that break the grammar.
    static let invalidJSON = "not valid JSON"

    /// What to do about a bad line.
    static let mending = "mend the line, or use --skip-bad to leave such lines out"

    /// One line for people.
    var message: String { detail.isEmpty ? reason : "\(reason): \(detail)" }

    /// A required field is absent.
    @inline(never)
    static func missing(_ field: String, expected: String) -> BadLine {
        BadLine(reason: "\(field) is missing", detail: "expected \(expected)")
    }

    /// A field has a value that it can't have.
    @inline(never)
    static func wrong(_ field: String, found: String, expected: String) -> BadLine {
        BadLine(
            reason: "\(field) is not \(expected)",
            detail: "found \(found)")
    }

    /// A field that is read stands twice in one object.
    @inline(never)
    static func duplicate(_ field: String) -> BadLine {
        BadLine(reason: "the key \(quoted(field)) stands twice in one object", detail: "")
    }
}

/// How a line breaks the JSON grammar.
enum JSONFault: String {
    case expectedValue = "expected a value"
    case expectedObject = "expected an object {…}"
    case expectedKey = "expected a key in double quotes"
    case expectedColon = "expected ':'"
    case expectedCommaOrBrace = "expected ',' or '}'"
    case expectedCommaOrBracket = "expected ',' or ']'"
    case expectedEnd = "expected the end of the line after the object"
    case controlCharacter = "a control character inside a string, or a string that is not closed"
    case badEscape = "an escape that JSON does not know"
    case loneSurrogate = "half of a surrogate pair in a \\u escape"
    case invalidUTF8 = "bytes that are not UTF-8"
    case badNumber = "a number that JSON does not know"
    case tooDeep = "more than 512 levels of nesting"
}

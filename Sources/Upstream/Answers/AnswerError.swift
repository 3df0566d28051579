/// What stands under `error` in a body: an object, or a text.
struct AnswerError: Decodable {
    /// What went wrong, in the upstream's words.
    let message: String?
    /// The code, text or number as text.
    let code: String?
    /// Whether it tells an error: null, false, 0 and what is empty are none.
    let isError: Bool

    private enum Keys: String, CodingKey {
        case message, code, type
    }

    init(from decoder: any Decoder) throws {
        if let values = try? decoder.container(keyedBy: Keys.self) {
            message = values.ifAny(String.self, .message)
            code =
                values.ifAny(String.self, .code) ?? values.ifAny(Int64.self, .code).map(String.init)
                ?? values.ifAny(String.self, .type)
            isError = !((try? decoder.container(keyedBy: AnyKey.self))?.allKeys.isEmpty ?? true)
            return
        }
        let value = try decoder.singleValueContainer()
        message = try? value.decode(String.self)
        code = nil
        isError = message.map { !$0.isEmpty } ?? Self.isTrue(value)
    }

    private static func isTrue(_ value: any SingleValueDecodingContainer) -> Bool {
        if value.decodeNil() { return false }
        if let flag = try? value.decode(Bool.self) { return flag }
        if let number = try? value.decode(Double.self) { return number != 0 }
        return true
    }
}

/// Any name of a member.
private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

internal import Foundation

/// A JSON body of a chat completion: a whole answer, a chunk of a stream, or an error.
///
/// What is beside the point (a model that is no text, say) never makes an answer unreadable.
struct AnswerBody: Decodable {
    /// The model that answered.
    let model: String?
    /// The usage; unknown where it is missing or absurd.
    let usage: Completion.Usage
    /// The choices; nil where there are none at all, empty in the last chunk of a stream.
    let choices: [Choice]?
    /// The error in place of an answer, or within a stream.
    let error: AnswerError?

    /// One answer, or a piece of one.
    struct Choice: Decodable {
        let index: Int?
        let message, delta: Message?
        let finishReason: String?
    }

    /// What was written.
    struct Message: Decodable {
        /// The text of the content; its text parts, joined.
        let content: String
        /// Whether there is output of any kind: text, reasoning, a refusal, a call of a tool.
        let isVisible: Bool
    }

    private enum Keys: String, CodingKey {
        case model, usage, choices, error
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        model = values.ifAny(String.self, .model).flatMap { $0.isEmpty ? nil : $0 }
        usage = values.ifAny(AnswerUsage.self, .usage)?.usage ?? .unknown
        choices = try values.decodeIfPresent([Choice].self, forKey: .choices)
        error = values.ifAny(AnswerError.self, .error).flatMap { $0.isError ? $0 : nil }
    }

    /// The body that bytes hold; nil where they are no JSON or of another shape.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let body = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = body
    }
}

extension AnswerBody.Choice {
    private enum Keys: String, CodingKey {
        case index, message, delta, finish_reason
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        index = values.ifAny(Int.self, .index)
        message = try values.decodeIfPresent(AnswerBody.Message.self, forKey: .message)
        delta = try values.decodeIfPresent(AnswerBody.Message.self, forKey: .delta)
        finishReason = values.ifAny(String.self, .finish_reason).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension AnswerBody.Message {
    private enum Keys: String, CodingKey {
        case content, refusal, reasoning, reasoning_content, tool_calls, function_call
    }

    private struct Part: Decodable {
        let text: String?
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        content =
            values.ifAny(String.self, .content)
            ?? values.ifAny([Part].self, .content)?.compactMap(\.text).joined() ?? ""
        let texts: [Keys] = [.refusal, .reasoning, .reasoning_content]
        let calls: [Keys] = [.tool_calls, .function_call]
        isVisible =
            !content.isEmpty
            || texts.contains { values.ifAny(String.self, $0)?.isEmpty == false }
            || calls.contains { (try? values.decodeNil(forKey: $0)) == false }
    }
}

extension KeyedDecodingContainer {
    /// A value, or nil where it is missing or of another kind.
    func ifAny<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        (try? decodeIfPresent(type, forKey: key)) ?? nil
    }
}

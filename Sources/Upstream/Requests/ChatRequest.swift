public import Documents

/// One chat completion to ask for, in the terms of the OpenAI API
/// (https://platform.openai.com/docs/api-reference/chat/create).
public struct ChatRequest: Sendable, Hashable {
    /// One message of a conversation.
    public struct Message: Sendable, Hashable {
        /// Who speaks, such as `system`, `user` or `assistant`.
        public var role: String
        /// What is said.
        public var content: String

        /// A message.
        public init(role: String, content: String) {
            (self.role, self.content) = (role, content)
        }
    }

    /// The model asked for.
    public var model: String
    /// The conversation so far.
    public var messages: [Message]
    /// The temperature of sampling; 0 stays 0.
    public var temperature: DecimalNumber
    /// The most output, in tokens.
    public var maxTokens: Int64
    /// Whether the answer comes in pieces, as they are written.
    public var isStreamed: Bool

    /// A request; what isn't given has the client's defaults.
    public init(
        model: String, messages: [Message], temperature: DecimalNumber = Self.temperature,
        maxTokens: Int64 = Self.maxTokens, isStreamed: Bool = false
    ) {
        (self.model, self.messages, self.temperature) = (model, messages, temperature)
        (self.maxTokens, self.isStreamed) = (maxTokens, isStreamed)
    }
}

extension ChatRequest {
    /// The temperature of a request that states none, 0.7.
    public static let temperature = DecimalNumber(tenths: 7)
    /// The most output of a request that states none.
    public static let maxTokens: Int64 = 2048
}

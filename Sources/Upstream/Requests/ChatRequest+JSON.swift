internal import Documents
internal import Foundation

extension ChatRequest {
    /// The body of the request.
    ///
    /// The temperature is put in by hand: an encoder would make a binary fraction of it.
    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let body = try encoder.encode(Body(self))
            return Array("{\"temperature\":\(temperature),".utf8) + body.dropFirst()
        }
    }

    private struct Body: Encodable {
        struct StreamOptions: Encodable {
            let include_usage = true
        }

        struct Message: Encodable {
            let role: String
            let content: String
        }

        let model: String
        let messages: [Message]
        let max_tokens: Int64
        let stream: Bool?
        let stream_options: StreamOptions?

        init(_ request: ChatRequest) {
            model = request.model
            messages = request.messages.map { Message(role: $0.role, content: $0.content) }
            max_tokens = request.maxTokens
            stream = request.isStreamed ? true : nil
            stream_options = request.isStreamed ? StreamOptions() : nil
        }
    }
}

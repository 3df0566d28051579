import Calls

/// What is read of a message as Anthropic's API gives it.
struct AnthropicMessage {
    fileprivate(set) var id = RecordID.none
    fileprivate(set) var model = NameID.none
    /// Claude Code wrote it itself, in place of an answer.
    fileprivate(set) var isSynthetic = false
    fileprivate(set) var isFromAssistant = false
    /// The answer had come to its end.
    fileprivate(set) var hasStopped = false
    fileprivate(set) var usage: AnthropicUsage?
}

/// Reads a message of Anthropic's API.
struct AnthropicMessageReader {
    private enum Key: String, CaseIterable {
        case id, model, role, usage
        case stopReason = "stop_reason"
    }

    private var keys = KeyTable(Key.allCases.map(\.rawValue))
    private var model: NameReader
    private var usage: AnthropicUsageReader

    init(names: NameTable) {
        model = NameReader(names)
        usage = AnthropicUsageReader(names: names)
    }

    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) -> AnthropicMessage {
        var message = AnthropicMessage()
        try cursor.openObject("message")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch Key.allCases[key] {
            case .id: message.id = try cursor.recordID("message.id")
            case .model: try readModel(&cursor, into: &message)
            case .role: message.isFromAssistant = try cursor.textIfAny()?.string == "assistant"
            case .usage: message.usage = try usage.read(&cursor)
            case .stopReason: message.hasStopped = try cursor.optionalText("stop_reason") != nil
            }
        }
        return message
    }

    private mutating func readModel(
        _ cursor: inout JSONCursor, into message: inout AnthropicMessage
    ) throws(BadLine) {
        let name = try cursor.optionalText("message.model")
        message.isSynthetic = name?.string == "<synthetic>"
        message.model = message.isSynthetic ? .none : model.id(name)
    }
}

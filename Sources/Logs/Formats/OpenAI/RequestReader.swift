import Calls

/// Reads the body of a request to OpenAI's API: chat completions and responses.
struct RequestReader {
    private enum Key: Int, CaseIterable {
        case model, messages, input, instructions, user, serviceTier
        case maxTokens, maxCompletionTokens, maxOutputTokens, metadata

        var name: String {
            switch self {
            case .model: "model"
            case .messages: "messages"
            case .input: "input"
            case .instructions: "instructions"
            case .user: "user"
            case .serviceTier: "service_tier"
            case .maxTokens: "max_tokens"
            case .maxCompletionTokens: "max_completion_tokens"
            case .maxOutputTokens: "max_output_tokens"
            case .metadata: "metadata"
            }
        }

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .messages, .input, .instructions: MessageReader.isWanted(demand)
            case .user: demand.fields.contains(.user)
            case .maxTokens, .maxCompletionTokens, .maxOutputTokens:
                demand.fields.contains(.maxTokens)
            case .metadata: demand.wantsTags
            case .model, .serviceTier: true
            }
        }
    }

    private var keys: KeyTable
    private var messages: MessageReader
    private var model, user, serviceTier: NameReader
    private var tags: TagReader

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(Key.allCases.map { $0.isWanted(demand) ? $0.name : nil })
        messages = MessageReader(demand: demand)
        (model, user, serviceTier) = (NameReader(names), NameReader(names), NameReader(names))
        tags = TagReader("metadata", demand: demand, names: names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft,
        in field: StaticString = "request"
    ) throws(BadLine) {
        messages.reset()
        try cursor.openObject(field)
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            try readValue(of: Key.allCases[key], &cursor, into: &draft)
        }
        messages.finish(&draft)
    }

    private mutating func readValue(
        of key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .model: draft.record.model = model.id(try cursor.optionalText("model"))
        case .messages: try messages.readMessages(&cursor)
        case .input: try messages.readMessages(&cursor, in: "input")
        case .instructions: try messages.readInstructions(&cursor)
        case .user: draft.record.user = user.id(try cursor.optionalText("user"))
        case .serviceTier:
            draft.record.serviceTier = serviceTier.id(try cursor.optionalText("service_tier"))
        case .maxTokens, .maxCompletionTokens, .maxOutputTokens:
            if let limit = try cursor.countIfAny() { draft.record.maxTokens = Int64(limit) }
        case .metadata:
            try tags.read(&cursor, into: &draft.tags)
            draft.record.tagSet = tags.takeSet()
        }
    }
}

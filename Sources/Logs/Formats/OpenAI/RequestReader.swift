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
    }

    private let demand: Demand
    private var keys = KeyTable(Key.allCases.map(\.name))
    private var messages: MessageReader
    private var model, user, serviceTier: NameReader
    private var tags: TagReader

    init(demand: Demand, names: NameTable) {
        self.demand = demand
        messages = MessageReader(demand: demand)
        (model, user, serviceTier) = (NameReader(names), NameReader(names), NameReader(names))
        tags = TagReader("metadata", depth: 3, demand: demand, names: names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        messages.reset()
        try cursor.openObject("request")
        var seen: UInt64 = 0
        var position = 0
        while try cursor.nextMember(isFirst: position == 0) {
            let key = try keys.match(&cursor, position: position)
            position += 1
            guard let key = Key(rawValue: key), isWanted(key) else {
                try cursor.skipValue(depth: 2)
                continue
            }
            let bit: UInt64 = 1 << UInt64(key.rawValue)
            guard seen & bit == 0 else { throw .duplicate(key.name) }
            seen |= bit
            try readValue(of: key, &cursor, into: &draft)
        }
        messages.finish(&draft)
    }

    private func isWanted(_ key: Key) -> Bool {
        switch key {
        case .messages, .input, .instructions: messages.isWanted
        case .user: demand.fields.contains(.user)
        case .maxTokens, .maxCompletionTokens, .maxOutputTokens: demand.fields.contains(.maxTokens)
        case .metadata: !tags.isEmpty
        default: true
        }
    }

    private mutating func readValue(
        of key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .model: draft.record.model = model.id(try cursor.optionalText("model"))
        case .messages, .input: try messages.readMessages(&cursor)
        case .instructions: try messages.readInstructions(&cursor)
        case .user: draft.record.user = user.id(try cursor.optionalText("user"))
        case .serviceTier:
            draft.record.serviceTier = serviceTier.id(try cursor.optionalText("service_tier"))
        case .maxTokens, .maxCompletionTokens, .maxOutputTokens:
            if let limit = try cursor.count("max_tokens") { draft.record.maxTokens = Int64(limit) }
        case .metadata: try tags.read(&cursor, into: &draft.tags)
        }
    }
}

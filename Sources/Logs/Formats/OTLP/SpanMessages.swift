import Calls

/// Finds out what policies ask of a span's messages.
///
/// They stand in `gen_ai.input.messages`, behind `gen_ai.system_instructions`, or, one attribute
/// for each role and content, in `gen_ai.prompt.N.role` and `gen_ai.prompt.N.content`.
struct SpanMessages {
    private struct Prompt {
        let number: Int
        var role: JSONText?
        var content: JSONText?
    }

    /// A prompt has fewer messages than this.
    private static let limit = 1 << 20
    private static let prefix = Array("gen_ai.prompt.".utf8)

    private let isWanted: Bool
    private var messages: MessageReader
    private var chat: MessageReader
    private var prompts: [Prompt] = []
    var input: AnyValue?
    var instructions: AnyValue?

    init(demand: Demand) {
        isWanted = MessageReader.isWanted(demand)
        messages = MessageReader(demand: demand, dialect: .openTelemetry)
        chat = MessageReader(demand: demand)
    }

    mutating func reset() {
        (input, instructions) = (nil, nil)
        prompts.removeAll(keepingCapacity: true)
    }

    /// Takes an attribute that is part of a prompt; any other is passed over.
    mutating func notePrompt(_ key: JSONText, _ value: AnyValue) {
        guard isWanted, value.kind == .string, key.raw.starts(with: Self.prefix) else { return }
        let parts = key.raw.dropFirst(Self.prefix.count).split(separator: UInt8(ascii: "."))
        guard parts.count == 2, let number = Int(String(decoding: parts[0], as: UTF8.self)),
            0..<Self.limit ~= number
        else { return }
        // Attributes of one message stand together.
        if prompts.last?.number != number { prompts.append(Prompt(number: number)) }
        let text = try? value.written
        switch String(decoding: parts[1], as: UTF8.self) {
        case "role": prompts[prompts.count - 1].role = text
        case "content": prompts[prompts.count - 1].content = text
        default: break
        }
    }

    /// Writes what is known of the messages into the record.
    mutating func finish(_ draft: inout RecordDraft) throws(BadLine) {
        guard isWanted else { return }
        if let input {
            try finish(input, &draft)
        } else if !prompts.isEmpty {
            try finishPrompts(&draft)
        }
    }

    private mutating func finish(
        _ input: AnyValue, _ draft: inout RecordDraft
    ) throws(BadLine) {
        messages.reset()
        let instructions = try instructions?.json
        try input.json.read("gen_ai.input.messages") { (json) throws(BadLine) in
            guard json.at.pointee == UInt8(ascii: "[") else { return try json.skipValue() }
            try messages.readMessages(&json, in: "gen_ai.input.messages")
            guard let instructions else { return messages.finish(&draft) }
            try instructions.read("gen_ai.system_instructions") { (json) throws(BadLine) in
                try messages.readInstructions(&json, in: "gen_ai.system_instructions")
                messages.finish(&draft)
            }
        }
    }

    /// Reads the prompts as the messages of a chat.
    private mutating func finishPrompts(_ draft: inout RecordDraft) throws(BadLine) {
        chat.reset()
        try JSONInString(json: chatOfPrompts).read("gen_ai.prompt") { (json) throws(BadLine) in
            try chat.readMessages(&json)
            chat.finish(&draft)
        }
    }

    private var chatOfPrompts: [UInt8] {
        var merged: [Int: Prompt] = [:]
        for prompt in prompts {
            var known = merged[prompt.number] ?? Prompt(number: prompt.number)
            known.role = known.role ?? prompt.role
            known.content = known.content ?? prompt.content
            merged[prompt.number] = known
        }
        var json = Array("[".utf8)
        for prompt in merged.values.sorted(by: { $0.number < $1.number }) {
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += "{\"role\":".utf8
            Self.append(prompt.role, to: &json)
            json += ",\"content\":".utf8
            Self.append(prompt.content, to: &json)
            json.append(UInt8(ascii: "}"))
        }
        return json + "]".utf8
    }

    private static func append(_ text: JSONText?, to json: inout [UInt8]) {
        guard let text else {
            json += "null".utf8
            return
        }
        json.append(UInt8(ascii: "\""))
        json += text.raw
        json.append(UInt8(ascii: "\""))
    }
}

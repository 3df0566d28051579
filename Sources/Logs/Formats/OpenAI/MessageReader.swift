import Calls

/// Reads the messages of a request for what policies ask of them: how many there are, the text of
/// the last one, the text of the first one whose role is `system`.
///
/// Chat completions carry `messages`; the Responses API carries `instructions` (counted as a
/// system message of its own, which is what they are to a chat) and `input`, a string or a list.
struct MessageReader {
    /// Whose names messages have.
    enum Dialect {
        case openAI
        /// The messages of OpenTelemetry's `gen_ai.input.messages`: their texts stand in `parts`.
        case openTelemetry

        fileprivate var messageKeys: [String] {
            self == .openAI ? ["role", "content", "output"] : ["role", "content", "parts"]
        }

        fileprivate var partKeys: [String] {
            self == .openAI ? ["type", "text"] : ["type", "text", "content"]
        }
    }

    private let wantsTexts: Bool
    private let dialect: Dialect
    private var messageKeys, partKeys: KeyTable
    private var system, last: TextProbes
    private var parts: [JSONText] = []
    private var systemParts: Range<Int>?
    private var lastParts: Range<Int>?
    private var count = 0
    private var hasMessages = false
    private var hasTokens = false

    init(demand: Demand, dialect: Dialect = .openAI) {
        self.dialect = dialect
        messageKeys = KeyTable(dialect.messageKeys)
        partKeys = KeyTable(dialect.partKeys)
        system = TextProbes(.system, demand: demand)
        last = TextProbes(.last, demand: demand)
        wantsTexts = Self.wantsTexts(demand)
    }

    /// Whether the demand asks for anything that is told by messages.
    static func isWanted(_ demand: Demand) -> Bool {
        wantsTexts(demand) || demand.fields.contains(.messageCount)
    }

    private static func wantsTexts(_ demand: Demand) -> Bool {
        demand.fields.contains(.contentLength) || demand.wantsText(of: .system)
            || demand.wantsText(of: .last)
    }

    mutating func reset() {
        parts.removeAll(keepingCapacity: true)
        systemParts = nil
        lastParts = nil
        count = 0
        hasMessages = false
        hasTokens = false
    }

    /// Reads `messages` or `input`.
    mutating func readMessages(
        _ cursor: inout JSONCursor, in field: StaticString = "messages"
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        hasMessages = true
        if cursor.at.pointee == UInt8(ascii: "\"") {
            count += 1
            lastParts = append(try cursor.text())
            return
        }
        guard try cursor.openArray() else {
            throw try cursor.wrongValue(field, expected: "a list of messages")
        }
        var isFirst = true
        while try cursor.nextElement(isFirst: isFirst) {
            isFirst = false
            count += 1
            if isToken(cursor) { try skipTokens(&cursor) } else { try readMessage(&cursor) }
        }
    }

    /// Reads `instructions`, which stand in front of everything else.
    mutating func readInstructions(
        _ cursor: inout JSONCursor, in field: StaticString = "instructions"
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        hasMessages = true
        count += 1
        if dialect == .openTelemetry && cursor.at.pointee == UInt8(ascii: "[") {
            systemParts = try readContent(&cursor)
        } else if cursor.at.pointee == UInt8(ascii: "\"") {
            systemParts = append(try cursor.text())
        } else {
            throw try cursor.wrongValue(field, expected: "a string")
        }
        if lastParts == nil { lastParts = systemParts }
    }

    /// The input of embeddings may be numbers, or lists of numbers, in place of texts.
    private func isToken(_ cursor: JSONCursor) -> Bool {
        cursor.isDigit(cursor.at.pointee) || cursor.at.pointee == UInt8(ascii: "[")
    }

    private mutating func skipTokens(_ cursor: inout JSONCursor) throws(BadLine) {
        hasTokens = true
        try cursor.skipValue()
    }

    /// Reads a message; a client may send anything as one, and what is no object has no text.
    private mutating func readMessage(_ cursor: inout JSONCursor) throws(BadLine) {
        lastParts = parts.count..<parts.count
        if cursor.at.pointee == UInt8(ascii: "\"") {
            lastParts = append(try cursor.text())
            return
        }
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        try cursor.openObject()
        var content = parts.count..<parts.count
        var isSystem = false
        var members = KeyTable.Members()
        while let key = try messageKeys.next(&cursor, &members) {
            if key == 0 {
                isSystem = isSystemRole(try cursor.textIfAny())
            } else {
                let read = try readContent(&cursor)
                if !read.isEmpty { content = read }
            }
        }
        lastParts = content
        if isSystem && systemParts == nil { systemParts = content }
    }

    private func isSystemRole(_ role: JSONText?) -> Bool {
        role?.withUnescaped { $0.elementsEqual("system".utf8) } ?? false
    }

    /// The texts of a message's content: a string, null, or a list whose text parts count.
    private mutating func readContent(_ cursor: inout JSONCursor) throws(BadLine) -> Range<Int> {
        let start = parts.count
        guard wantsTexts else {
            try cursor.skipValue()
            return start..<start
        }
        if cursor.at.pointee == UInt8(ascii: "\"") { return append(try cursor.text()) }
        guard try cursor.openArray() else {
            try cursor.skipValue()
            return start..<start
        }
        var isFirst = true
        while try cursor.nextElement(isFirst: isFirst) {
            isFirst = false
            try readPart(&cursor)
        }
        return start..<parts.count
    }

    private mutating func readPart(_ cursor: inout JSONCursor) throws(BadLine) {
        if cursor.at.pointee == UInt8(ascii: "\"") {
            _ = append(try cursor.text())
            return
        }
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        try cursor.openObject()
        var type: JSONText?
        var text: JSONText?
        var members = KeyTable.Members()
        while let key = try partKeys.next(&cursor, &members) {
            if key == 0 { type = try cursor.textIfAny() } else { text = try cursor.textIfAny() }
        }
        if let text, let type, isTextPart(type) { parts.append(text) }
    }

    private func isTextPart(_ type: JSONText) -> Bool {
        ["text", "input_text", "output_text"].contains(type.string)
    }

    private mutating func append(_ text: JSONText) -> Range<Int> {
        parts.append(text)
        return (parts.count - 1)..<parts.count
    }

    /// Writes what was read into the record.
    ///
    /// Where there are messages but none of the role `system`, its text is known: it is empty.
    /// What was sent as tokens has no length that could be known.
    mutating func finish(_ draft: inout RecordDraft) {
        guard hasMessages, !hasTokens else { return }
        draft.record.messageCount = Int64(count)
        guard wantsTexts else { return }
        let lastText = parts[lastParts ?? 0..<0]
        draft.record.contentLength = Int64(lastText.reduce(0) { $0 + $1.utf16Length })
        if !last.isEmpty { last.search(lastText, into: &draft) }
        if !system.isEmpty { system.search(parts[systemParts ?? 0..<0], into: &draft) }
    }
}

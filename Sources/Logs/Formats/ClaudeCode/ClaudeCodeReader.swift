import Calls
import Pricing

/// Reads the session files of Claude Code, one JSON object a line.
///
/// Only lines that hold an answer are looked into; a message has as many of them as it was written
/// down while it grew.
struct ClaudeCodeReader: PieceReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.isObject && shapes.contains { line.keys.isSuperset(of: $0) }
    }

    private static let shapes: [Set<String>] = [
        ["sessionId", "timestamp", "message"], ["sessionId", "operation"],
        ["summary", "leafUuid"], ["messageId", "snapshot"],
    ]

    private enum Key: Int, CaseIterable {
        case type, timestamp, message, requestId, sessionId, isSidechain, isApiErrorMessage
        case costUSD, durationMs, cwd, version, gitBranch
    }

    private var keys = KeyTable(Key.allCases.map { "\($0)" })
    /// Where the values of the line's keys begin; which of them are read depends on others.
    private var values: [JSONCursor?]
    private var message: AnthropicMessageReader
    private let names: NameTable
    private var session: NameReader
    private let tags: [Key?]
    private let wantsTagSet: Bool

    /// The keys whose values are tags.
    private static let tagKeys: [Key] = [.isSidechain, .cwd, .version, .gitBranch]

    init(demand: Demand, names: NameTable) {
        values = Key.allCases.map { _ in nil }
        message = AnthropicMessageReader(names: names)
        self.names = names
        session = NameReader(names)
        tags = demand.tags.map { tag in Self.tagKeys.first { Self.tag($0) == tag } }
        wantsTagSet = demand.fields.contains(.tagSet)
    }

    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, into pieces: inout [CallPiece]
    ) throws(BadLine) {
        for index in values.indices { values[index] = nil }
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if !cursor.takeNull() {
                values[key] = cursor
                try cursor.skipValue()
            }
        }
        try cursor.endOfLine()
        if let answer = try answer() { pieces.append(try piece(of: answer, blank)) }
    }

    /// Reads the value of a key, if the line has it.
    private func value<Value>(
        _ key: Key, _ read: (inout JSONCursor) throws(BadLine) -> Value?
    ) throws(BadLine) -> Value? {
        guard var cursor = values[key.rawValue] else { return nil }
        return try read(&cursor)
    }

    /// The message of a line that holds an answer; nil for any other line.
    private mutating func answer() throws(BadLine) -> AnthropicMessage? {
        let type = try value(.type) { cursor throws(BadLine) in try cursor.textIfAny()?.string }
        if let type, type != "assistant" { return nil }
        guard var cursor = values[Key.message.rawValue] else {
            let lacking = type == nil ? "type" : "message"
            let expected = type == nil ? "a kind of line such as \"assistant\"" : "the answer"
            throw .missing(lacking, expected: expected)
        }
        let message = try message.read(&cursor)
        return type != nil || message.isFromAssistant ? message : nil
    }

    private mutating func piece(
        of message: AnthropicMessage, _ blank: RecordDraft
    ) throws(BadLine) -> CallPiece {
        var piece = CallPiece(draft: blank)
        try readCall(of: message, into: &piece.draft.record)
        try readTags(into: &piece.draft.tags)
        if wantsTagSet { piece.draft.record.tagSet = try tagSet() }
        try identify(&piece, message)
        return piece
    }

    private func readCall(
        of message: AnthropicMessage, into record: inout CallRecord
    ) throws(BadLine) {
        record.time = try value(.timestamp) { cursor throws(BadLine) in
            try cursor.timestamp("timestamp")
        }
        guard record.time != nil else {
            throw .missing("timestamp", expected: "a time by RFC 3339")
        }
        record.recordedCost = try value(.costUSD) { cursor throws(BadLine) in
            try cursor.money("costUSD")
        }
        record.latency = try value(.durationMs) { cursor throws(BadLine) in
            try cursor.duration("durationMs", .milliseconds)
        }
        record.model = message.model
        let isError = try isMarked(.isApiErrorMessage) ?? false
        record.isFailed = isError || message.isSynthetic
        record.serviceTier = message.usage?.tier ?? .none
        let tokens = try message.usage?.tokens()
        if let tokens, !message.isSynthetic {
            (record.usage, record.usageState) = (tokens, .known)
        } else {
            record.usageState = record.isFailed ? .none : .unknown
        }
    }

    private func isMarked(_ key: Key) throws(BadLine) -> Bool? {
        try value(key) { cursor throws(BadLine) in
            try cursor.optionalBoolean(key == .isSidechain ? "isSidechain" : "isApiErrorMessage")
        }
    }

    /// Tags are values of the line as they are written.
    private func readTags(into columns: inout [NameID]) throws(BadLine) {
        for (column, key) in tags.enumerated() {
            if let key { columns[column] = try tagValue(key) }
        }
    }

    private static func tag(_ key: Key) -> String { key == .isSidechain ? "sidechain" : "\(key)" }

    private func tagValue(_ key: Key) throws(BadLine) -> NameID {
        try value(key) { cursor throws(BadLine) in
            if key != .isSidechain {
                return try cursor.textIfAny().map { names.id(of: $0) }
            }
            return try cursor.optionalBoolean("isSidechain")
                .map { names.intern($0 ? "true" : "false") }
        } ?? .none
    }

    private func tagSet() throws(BadLine) -> NameID {
        var all: [TagSet.Tag] = []
        for key in Self.tagKeys {
            let value = try tagValue(key)
            guard value != .none else { continue }
            all.append((Array(Self.tag(key).utf8), Array(names.name(value).utf8)))
        }
        return names.intern(TagSet(all))
    }

    /// Notes by what the line's message is told from others, and what becomes of it.
    private mutating func identify(
        _ piece: inout CallPiece, _ message: AnthropicMessage
    ) throws(BadLine) {
        let id = try value(.sessionId) { cursor throws(BadLine) in
            try cursor.optionalText("sessionId")
        }
        piece.draft.record.session = session.id(id)
        let sessionID = id?.withUnescaped { RecordID($0) } ?? .none
        let request = try value(.requestId) { cursor throws(BadLine) in
            try cursor.recordID("requestId")
        }
        var snapshot = SnapshotFacts()
        if try isMarked(.isSidechain) == true { snapshot.insert(.isSidechain) }
        if message.hasStopped { snapshot.insert(.isComplete) }
        if let request, request != .none { snapshot.insert(.hasRequest) }
        if message.usage?.hasUnknownCacheLifetime == true { snapshot.insert(.lacksCacheLifetime) }
        piece.facts = snapshot.rawValue
        if message.isSynthetic, try isMarked(.isApiErrorMessage) == false { piece.role = .link }
        guard message.id != .none else { return }
        piece.parent = RecordID(message.id, sessionID)
        if let request, request != .none {
            piece.key = RecordID(message.id, request)
            piece.draft.record.id = piece.key
        } else {
            piece.key = RecordID(message.id, Self.lineID(of: piece.draft.record))
            piece.draft.record.id = piece.parent
        }
    }

    /// By what a line without a request is told from others of its message, in whatever session a
    /// copy of it stands: its time and its usage.
    private static func lineID(of record: CallRecord) -> RecordID {
        let usage = record.usage
        let facts = [
            UInt64(bitPattern: record.time?.nanoseconds ?? 0), usage.input, usage.cacheRead,
            usage.cacheWrite5m, usage.cacheWrite1h, usage.output,
        ]
        let text = facts.map(String.init).joined(separator: " ")
        return Array(text.utf8).withUnsafeBufferPointer { RecordID($0) }
    }
}

extension NameTable {
    /// The id of a name in a log; an empty one is none.
    fileprivate func id(of text: JSONText) -> NameID {
        text.count == 0 ? .none : text.withUnescaped { intern($0) }
    }
}

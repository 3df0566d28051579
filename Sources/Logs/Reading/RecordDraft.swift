import Calls

/// A record that is being read, with the columns whose number the demand decides.
///
/// Some formats hold the drafts of all records in memory, so it has no more than it needs.
struct RecordDraft: Sendable {
    var record = CallRecord()
    var texts: [TextPresence]
    var tags: [NameID]
    /// The full texts of the messages; nil where nobody keeps them.
    var messages = MessageTexts()
    /// The record's own id as it is written; nil where nobody keeps it.
    var idText: [UInt8]?
    /// Whether anybody asks for tags.
    let wantsTags: Bool
    /// Whether anybody asks for the text of ids.
    let keepsIDText: Bool
    private let keepsSystem: Bool
    private let keepsLast: Bool

    init(demand: Demand) {
        texts = demand.texts.map { _ in .unknown }
        tags = demand.tags.map { _ in .none }
        wantsTags = demand.wantsTags
        keepsIDText = demand.fields.contains(.idText)
        keepsSystem = demand.fields.contains(.systemText)
        keepsLast = demand.fields.contains(.lastText)
    }

    /// Whether somebody keeps the full text of a message.
    func keeps(_ message: TextMatch.Message) -> Bool {
        message == .system ? keepsSystem : keepsLast
    }

    mutating func reset(line: UInt32) {
        record = CallRecord()
        record.line = line
        for index in texts.indices { texts[index] = .unknown }
        for index in tags.indices { tags[index] = .none }
        if keepsIDText { idText = nil }
        if keepsSystem || keepsLast { messages = MessageTexts() }
    }
}

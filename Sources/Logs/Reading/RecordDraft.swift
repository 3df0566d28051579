import Calls

/// A record that is being read, with the columns whose number the demand decides.
struct RecordDraft: Sendable {
    let demand: Demand
    var record = CallRecord()
    var texts: [TextPresence]
    var tags: [NameID]
    /// The full texts of the messages; nil where nobody keeps them.
    var messages = MessageTexts()
    private let keepsMessages: Bool

    init(demand: Demand) {
        self.demand = demand
        texts = demand.texts.map { _ in .unknown }
        tags = demand.tags.map { _ in .none }
        keepsMessages = !demand.fields.isDisjoint(with: [.systemText, .lastText])
    }

    /// Whether somebody keeps the full text of a message.
    func keeps(_ message: TextMatch.Message) -> Bool {
        keepsMessages && demand.fields.contains(message == .system ? .systemText : .lastText)
    }

    mutating func reset(line: UInt32) {
        record = CallRecord()
        record.line = line
        for index in texts.indices { texts[index] = .unknown }
        for index in tags.indices { tags[index] = .none }
        if keepsMessages { messages = MessageTexts() }
    }
}

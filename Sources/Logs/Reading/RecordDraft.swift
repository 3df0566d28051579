import Calls

/// A record that is being read, with the columns whose number the demand decides.
struct RecordDraft: Sendable {
    let demand: Demand
    var record = CallRecord()
    var texts: [TextPresence]
    var tags: [NameID]

    init(demand: Demand) {
        self.demand = demand
        texts = demand.texts.map { _ in .unknown }
        tags = demand.tags.map { _ in .none }
    }

    mutating func reset(line: UInt32) {
        record = CallRecord()
        record.line = line
        for index in texts.indices { texts[index] = .unknown }
        for index in tags.indices { tags[index] = .none }
    }
}

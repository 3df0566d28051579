import Calls
import Pricing

/// Fills the gaps of records as assumed and counts how often; each worker has one of its own.
struct AssumptionFiller {
    private let fillings: [Filling]
    /// How many records each assumption filled in.
    private(set) var uses: [Int]

    init(_ assumptions: Assumptions, demand: Demand, names: NameTable) {
        fillings = assumptions.entries.map { Filling($0.field, demand: demand, names: names) }
        uses = fillings.map { _ in 0 }
    }

    mutating func fill(_ draft: inout RecordDraft) {
        for (index, filling) in fillings.enumerated() where filling.fill(&draft) {
            uses[index] += 1
        }
    }
}

/// What one assumption puts in place of what a record lacks.
private enum Filling {
    case name(WritableKeyPath<CallRecord, NameID>, NameID)
    case number(WritableKeyPath<CallRecord, Int64?>, Arithmetic)
    case estimate(Arithmetic)
    case texts(TextMatch.Message, [UInt8], [(column: Int, presence: TextPresence)])
    case tag(column: Int?, NameID, TagSetFiller?)
    /// The run does not ask for the field: whether records lack it is not known.
    case nothing

    init(_ field: Assumptions.Field, demand: Demand, names: NameTable) {
        switch field {
        case .name(let field, let value) where field.isRead(for: demand):
            self = .name(field.path, names.intern(value))
        case .number(.prompt_tokens, let arithmetic)
        where demand.fields.contains(.promptEstimate):
            self = .estimate(arithmetic)
        case .number(let field, let arithmetic) where demand.fields.contains(field.demanded):
            self = .number(field.path, arithmetic)
        case .system(let text):
            self = .texts(.system, Array(text.utf8), Self.presences(of: demand, .system, in: text))
        case .content(let text):
            self = .texts(.last, Array(text.utf8), Self.presences(of: demand, .last, in: text))
        case .tag(let key, let value):
            let column = demand.tags.firstIndex { $0.exact == key.exact }
            let keepsAll = demand.fields.contains(.tagSet)
            self = .tag(
                column: column, names.intern(value),
                keepsAll ? TagSetFiller(key: key, value: value, names: names) : nil)
        default: self = .nothing
        }
    }

    private static func presences(
        of demand: Demand, _ message: TextMatch.Message, in text: String
    ) -> [(column: Int, presence: TextPresence)] {
        demand.texts.enumerated().compactMap { column, match in
            guard match.message == message else { return nil }
            let isThere = match.text.isEmpty || text.utf8.firstRange(of: match.text.utf8) != nil
            return (column, TextPresence(isThere))
        }
    }

    /// Whether there was a gap to fill.
    func fill(_ draft: inout RecordDraft) -> Bool {
        switch self {
        case .name(let path, let name):
            guard draft.record[keyPath: path] == .none else { return false }
            draft.record[keyPath: path] = name
            return true
        case .number(let path, let arithmetic):
            let record = draft.record
            guard record[keyPath: path] == nil,
                let value = arithmetic.value({ $0.number(of: record) })
            else { return false }
            draft.record[keyPath: path] = value
            return true
        case .estimate(let arithmetic):
            let record = draft.record
            guard record.usageState != .known, record.promptEstimate == nil,
                let value = arithmetic.value({ $0.number(of: record) })
            else { return false }
            draft.record.promptEstimate = value
            return true
        case .texts(let message, let text, let presences):
            var isFilled = false
            for (column, presence) in presences where draft.texts[column] == .unknown {
                draft.texts[column] = presence
                isFilled = true
            }
            if draft.keeps(message) && draft.messages[message] == nil {
                draft.messages[message] = text
                isFilled = true
            }
            return isFilled
        case .tag(let column, let name, let sets):
            var isFilled = false
            if let column, draft.tags[column] == .none {
                draft.tags[column] = name
                isFilled = true
            }
            if let filled = sets?.filled(draft.record.tagSet), filled != draft.record.tagSet {
                draft.record.tagSet = filled
                isFilled = true
            }
            return isFilled
        case .nothing: return false
        }
    }
}

extension Assumptions.NameField {
    fileprivate var path: WritableKeyPath<CallRecord, NameID> {
        switch self {
        case .model: \.model
        case .user: \.user
        case .team: \.team
        case .session: \.session
        case .service_tier: \.serviceTier
        }
    }

    fileprivate func isRead(for demand: Demand) -> Bool {
        switch self {
        case .model, .service_tier: true
        case .user: demand.fields.contains(.user)
        case .team: demand.fields.contains(.team)
        case .session: demand.fields.contains(.session)
        }
    }
}

extension Assumptions.NumberField {
    fileprivate var path: WritableKeyPath<CallRecord, Int64?> {
        switch self {
        case .content_length: \.contentLength
        case .message_count: \.messageCount
        case .max_tokens: \.maxTokens
        case .prompt_tokens: \.promptEstimate
        }
    }
}

extension Arithmetic.Variable {
    /// The record's number; nil where the record lacks it.
    fileprivate func number(of record: CallRecord) -> Double? {
        switch self {
        case .content_length: record.contentLength.map(Double.init)
        case .message_count: record.messageCount.map(Double.init)
        case .max_tokens: record.maxTokens.map(Double.init)
        default: record.usageState == .known ? Double(tokens(of: record.usage)) : nil
        }
    }

    private func tokens(of usage: TokenUsage) -> UInt64 {
        switch self {
        case .completion_tokens: usage.output
        case .cached_tokens: usage.cacheRead
        case .cache_write_tokens: usage.cacheWrite5m + usage.cacheWrite1h
        case .reasoning_tokens: usage.reasoning
        default: usage.totalInput
        }
    }
}

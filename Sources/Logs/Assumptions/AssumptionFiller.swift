import Calls
import Pricing

/// Fills the gaps of records as assumed and counts how often; each worker has one of its own.
struct AssumptionFiller {
    private let assumptions: Assumptions
    private let names: NameTable
    private let systemColumns: [(column: Int, needle: String)]
    private let contentColumns: [(column: Int, needle: String)]
    /// How many records each assumption filled in.
    private(set) var uses: [Int]

    init(_ assumptions: Assumptions, demand: Demand, names: NameTable) {
        self.assumptions = assumptions
        self.names = names
        systemColumns = Self.columns(.system, demand)
        contentColumns = Self.columns(.last, demand)
        uses = assumptions.entries.map { _ in 0 }
    }

    private static func columns(
        _ message: TextMatch.Message, _ demand: Demand
    ) -> [(column: Int, needle: String)] {
        demand.texts.enumerated().compactMap { column, match in
            match.message == message ? (column, match.text) : nil
        }
    }

    mutating func fill(_ draft: inout RecordDraft) {
        for (index, entry) in assumptions.entries.enumerated() {
            let filled =
                switch entry.field {
                case .name(let field, let value): fill(field, value, &draft.record)
                case .number(let field, let arithmetic): fill(field, arithmetic, &draft.record)
                case .system(let text): fill(systemColumns, text, &draft.texts)
                case .content(let text): fill(contentColumns, text, &draft.texts)
                }
            if filled { uses[index] += 1 }
        }
    }

    private func fill(
        _ field: Assumptions.NameField, _ value: String, _ record: inout CallRecord
    ) -> Bool {
        let path: WritableKeyPath<CallRecord, NameID> =
            switch field {
            case .model: \.model
            case .user: \.user
            case .team: \.team
            case .session: \.session
            case .service_tier: \.serviceTier
            }
        guard record[keyPath: path] == .none else { return false }
        record[keyPath: path] = names.intern(value)
        return true
    }

    private func fill(
        _ field: Assumptions.NumberField, _ arithmetic: Arithmetic, _ record: inout CallRecord
    ) -> Bool {
        let path: WritableKeyPath<CallRecord, Int64?> =
            switch field {
            case .content_length: \.contentLength
            case .message_count: \.messageCount
            case .max_tokens: \.maxTokens
            }
        guard record[keyPath: path] == nil else { return false }
        let known = record
        guard let value = arithmetic.value({ Self.number($0, of: known) }) else { return false }
        record[keyPath: path] = value
        return true
    }

    private static func number(_ variable: Arithmetic.Variable, of record: CallRecord) -> Double? {
        switch variable {
        case .content_length: record.contentLength.map(Double.init)
        case .message_count: record.messageCount.map(Double.init)
        case .max_tokens: record.maxTokens.map(Double.init)
        default: record.usageState == .known ? tokens(variable, of: record.usage) : nil
        }
    }

    private static func tokens(_ variable: Arithmetic.Variable, of usage: TokenUsage) -> Double {
        switch variable {
        case .completion_tokens: Double(usage.output)
        case .cached_tokens: Double(usage.cacheRead)
        case .cache_write_tokens: Double(usage.cacheWrite5m + usage.cacheWrite1h)
        case .reasoning_tokens: Double(usage.reasoning)
        default: Double(usage.totalInput)
        }
    }

    private func fill(
        _ columns: [(column: Int, needle: String)], _ text: String,
        _ presences: inout [TextPresence]
    ) -> Bool {
        var isFilled = false
        for (column, needle) in columns where presences[column] == .unknown {
            presences[column] = TextPresence(
                needle.isEmpty || text.utf8.firstRange(of: needle.utf8) != nil)
            isFilled = true
        }
        return isFilled
    }
}

import Calls
import Pricing

/// Reads the attributes of a span: what they say of a call, and whether it is one.
struct SpanAttributeReader {
    private var attributes = AttributeReader()
    private var meanings: AttributeKeys
    private var spanNames: SpanNames
    private var messages: SpanMessages
    private let wantsNames: Bool
    private var model, servedModel, tier: NameReader
    private var span = Facts()

    /// What is known so far.
    private struct Facts {
        var operation = SpanOperation.unnamed
        /// One bit for each attribute that stood there.
        var seen: UInt64 = 0
        var hasProvider = false
        var usage = InclusiveUsage()
        var total: UInt64?
        var cacheRead: UInt64?
        var cacheWrite: UInt64?
        var reasoning: UInt64?
        var requestTier = NameID.none
        var responseTier = NameID.none
    }

    init(demand: Demand, names: NameTable) {
        meanings = AttributeKeys(demand: demand)
        spanNames = SpanNames(demand: demand, names: names)
        wantsNames = SpanNames.areWanted(demand)
        messages = SpanMessages(demand: demand)
        (model, servedModel, tier) = (NameReader(names), NameReader(names), NameReader(names))
    }

    mutating func reset() {
        span = Facts()
        if wantsNames { spanNames.reset() }
        messages.reset()
    }

    /// What the span names for the calls inside it.
    var names: [NameID] { wantsNames ? spanNames.all : [] }

    /// What a span is that has no record.
    var role: CallPiece.Role {
        switch span.operation {
        case .group: .group
        case .tool: .tool
        default: .link
        }
    }

    /// Reads the attribute at which the cursor stands.
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard let (key, value) = try attributes.read(&cursor) else { return }
        guard let meaning = meanings.meaning(of: key) else {
            return messages.notePrompt(key, value)
        }
        if let tag = meaning.tag { try spanNames.noteTag(tag, value) }
        guard let (field, attribute) = meaning.attribute else { return }
        let bit: UInt64 = 1 << UInt64(meaning.position)
        guard span.seen & bit == 0 else { throw .duplicate("\(field)") }
        span.seen |= bit
        try note(field, attribute, value, &draft.record)
    }

    private mutating func note(
        _ field: StaticString, _ attribute: SpanAttribute, _ value: AnyValue,
        _ record: inout CallRecord
    ) throws(BadLine) {
        switch attribute {
        case .operation: try noteOperation(value, field)
        case .provider: span.hasProvider = true
        case .model: record.model = model.id(try value.text(field))
        case .servedModel: record.servedModel = servedModel.id(try value.text(field))
        case .maxTokens: record.maxTokens = value.countIfAny.map { Int64($0) }
        case .requestTier: span.requestTier = tier.id(try value.text(field))
        case .responseTier: span.responseTier = tier.id(try value.text(field))
        case .cost: record.recordedCost = try value.money(field)
        case .timeToFirstToken: record.timeToFirstToken = try value.seconds(field)
        case .inputMessages: messages.input = value
        case .systemInstructions: messages.instructions = value
        case .user, .endUser, .team, .conversation, .session: try spanNames.note(attribute, value)
        default: try noteCount(attribute, value, field)
        }
    }

    /// Of the new name and the old one that goes which says more.
    private mutating func noteOperation(
        _ value: AnyValue, _ field: StaticString
    ) throws(BadLine) {
        let operation = SpanOperation(try value.text(field))
        if span.operation == .unnamed || operation != .other { span.operation = operation }
    }

    private mutating func noteCount(
        _ attribute: SpanAttribute, _ value: AnyValue, _ field: StaticString
    ) throws(BadLine) {
        let count = try value.count(field)
        switch attribute {
        case .prompt: try agree(on: \.usage.prompt, count, field)
        case .completion: try agree(on: \.usage.completion, count, field)
        case .total: try agree(on: \.total, count, field)
        case .cacheRead: try agree(on: \.cacheRead, count, field)
        case .cacheWrite: try agree(on: \.cacheWrite, count, field)
        default: try agree(on: \.reasoning, count, field)
        }
    }

    /// Takes a count that may stand there under several names.
    private mutating func agree(
        on path: WritableKeyPath<Facts, UInt64?>, _ count: UInt64?, _ field: StaticString
    ) throws(BadLine) {
        span[keyPath: path] = try UsageReader.agreed(span[keyPath: path], count, field)
    }

    /// Completes the record; nil where the span is neither a call nor tells usage.
    mutating func finish(_ draft: inout RecordDraft) throws(BadLine) -> CallPiece.Role? {
        let hasUsage = try takeUsage(into: &draft.record)
        guard isCall(draft.record, hasUsage: hasUsage) || hasUsage else { return nil }
        if !hasUsage { draft.record.usageState = draft.record.isFailed ? .none : .unknown }
        if draft.record.model == .none { draft.record.model = draft.record.servedModel }
        draft.record.serviceTier =
            span.responseTier != .none ? span.responseTier : span.requestTier
        try messages.finish(&draft)
        if wantsNames { draft.names = spanNames.all }
        switch span.operation {
        case .group: return .group
        case .tool: return .tool
        default: return .call
        }
    }

    private func isCall(_ record: CallRecord, hasUsage: Bool) -> Bool {
        switch span.operation {
        case .call, .embedding: true
        case .group, .tool, .other: false
        case .unnamed: record.model != .none && (record.isFailed || span.hasProvider)
        }
    }

    /// Normalises the counts; embeddings have no output, and may not say so.
    private mutating func takeUsage(into record: inout CallRecord) throws(BadLine) -> Bool {
        var usage = span.usage
        if usage.completion == nil, let prompt = usage.prompt,
            span.operation == .embedding || prompt == span.total
        {
            usage.completion = 0
        }
        usage.cacheRead = span.cacheRead ?? 0
        usage.cacheWrite = span.cacheWrite ?? 0
        usage.reasoning = span.reasoning ?? 0
        return try usage.take(into: &record)
    }
}

public import Pricing

/// A block of calls as columns, the unit in which calls are decided, priced and added up.
///
/// A worker owns one block and fills it again and again. A missing number is `unknownNumber`, a
/// missing name `NameID.none`. Columns that the demand does not ask for stay at these.
public final class CallBlock {
    /// Stands in a number column for "the record lacks it".
    public static let unknownNumber = Int64.min

    /// How many rows fit.
    public let capacity: Int
    /// What the readers were asked for.
    public let demand: Demand
    /// The names behind the ids of all blocks of this worker.
    public let names: NameTable
    /// Whether the demand asks for what few runs do: ids, times of the answer, sets of tags and
    /// estimates.
    let hasDetails: Bool
    /// Whether the demand asks for full texts.
    let hasMessages: Bool
    /// Whether the demand asks for the text of ids.
    let hasIDText: Bool
    // Changed with every row, by one thread: checking each access at run time would take as long as
    // filling the row.
    /// How many rows are filled.
    @exclusivity(unchecked)
    public internal(set) var count = 0
    /// Where the rows come from, in the order of the log.
    @exclusivity(unchecked)
    public var piece = LogPiece()

    /// Nanoseconds since 1970-01-01T00:00:00Z.
    public let time: Column<Int64>
    /// Line within the piece of log, from 0.
    public let line: Column<UInt32>
    /// The model asked for.
    public let model: Column<NameID>
    /// The model that answered.
    public let servedModel: Column<NameID>
    /// The service tier as logged.
    public let serviceTier: Column<NameID>
    /// Who asked.
    public let user: Column<NameID>
    /// The team that pays.
    public let team: Column<NameID>
    /// The conversation.
    public let session: Column<NameID>
    /// The record's own id.
    public let id: Column<RecordID>
    /// The logical operation.
    public let operation: Column<OperationID>
    /// Usage state, failure, presence of a recorded cost.
    public let flags: Column<CallFlags>
    /// Tokens by kind, disjoint.
    public let usage: Column<TokenUsage>
    /// Recorded cost in 10⁻¹⁸ USD; 0 where there is none.
    public let recordedCost: Column<Int128>
    /// UTF-16 code units of the last message's text.
    public let contentLength: Column<Int64>
    /// Number of messages.
    public let messageCount: Column<Int64>
    /// Limit put on the output.
    public let maxTokens: Column<Int64>
    /// Estimated input in tokens where the usage is not told.
    public let promptEstimate: Column<Int64>
    /// Nanoseconds to the end of the answer.
    public let latency: Column<Int64>
    /// Nanoseconds to the first token.
    public let timeToFirstToken: Column<Int64>
    /// All tags together.
    public let tagSet: Column<NameID>
    /// The full text of the system message.
    public let systemText: TextColumn
    /// The full text of the last message.
    public let lastText: TextColumn
    /// The text of the record's own id.
    public let idText: TextColumn
    /// One column a text of the demand, in its order.
    public let texts: [Column<TextPresence>]
    /// One column a tag of the demand, in its order.
    public let tags: [Column<NameID>]

    /// An empty block.
    public init(demand: Demand, names: NameTable, capacity: Int = 4096) {
        self.demand = demand
        self.names = names
        self.capacity = capacity
        hasDetails = !demand.fields.isDisjoint(
            with: [.id, .latency, .timeToFirstToken, .tagSet, .promptEstimate])
        hasIDText = demand.fields.contains(.idText)
        hasMessages = !demand.fields.isDisjoint(with: [.systemText, .lastText])
        time = Column(rows: capacity, filledWith: 0)
        line = Column(rows: capacity, filledWith: 0)
        model = Column(rows: capacity, filledWith: .none)
        servedModel = Column(rows: capacity, filledWith: .none)
        serviceTier = Column(rows: capacity, filledWith: .none)
        user = Column(rows: capacity, filledWith: .none)
        team = Column(rows: capacity, filledWith: .none)
        session = Column(rows: capacity, filledWith: .none)
        id = Column(rows: capacity, filledWith: .none)
        operation = Column(rows: capacity, filledWith: .none)
        flags = Column(rows: capacity, filledWith: CallFlags(rawValue: 0))
        usage = Column(rows: capacity, filledWith: .zero)
        recordedCost = Column(rows: capacity, filledWith: 0)
        contentLength = Column(rows: capacity, filledWith: Self.unknownNumber)
        messageCount = Column(rows: capacity, filledWith: Self.unknownNumber)
        maxTokens = Column(rows: capacity, filledWith: Self.unknownNumber)
        promptEstimate = Column(rows: capacity, filledWith: Self.unknownNumber)
        latency = Column(rows: capacity, filledWith: Self.unknownNumber)
        timeToFirstToken = Column(rows: capacity, filledWith: Self.unknownNumber)
        tagSet = Column(rows: capacity, filledWith: .none)
        systemText = TextColumn(rows: hasMessages ? capacity : 0)
        lastText = TextColumn(rows: hasMessages ? capacity : 0)
        idText = TextColumn(rows: hasIDText ? capacity : 0)
        texts = demand.texts.map { _ in Column(rows: capacity, filledWith: .unknown) }
        tags = demand.tags.map { _ in Column(rows: capacity, filledWith: .none) }
    }

    /// No room for another row.
    public var isFull: Bool { count == capacity }

    /// Forgets the rows.
    public func removeAll() {
        count = 0
        if hasIDText { idText.removeAll() }
        guard hasMessages else { return }
        systemText.removeAll()
        lastText.removeAll()
    }

    /// Makes the first rows count that were written into the columns directly.
    ///
    /// - Parameter count: From 0 to `capacity`.
    public func fill(_ count: Int) {
        precondition(0...capacity ~= count)
        self.count = count
    }
}

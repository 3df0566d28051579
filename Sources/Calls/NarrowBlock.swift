public import Pricing

/// Calls in columns as narrow as a source keeps them, without what only few questions ask for: the
/// single times, recorded costs, operations, ids and tags.
///
/// Everything is lent until the next block.
public struct NarrowBlock {
    /// More rows there never are.
    public static let capacity = 4096

    /// How many rows there are.
    public let rows: Int
    /// Between which times all calls lie.
    public let period: ClosedRange<Timestamp>
    /// The names behind the ids of all blocks of this worker.
    public let names: NameTable
    /// The model asked for.
    public var model = NarrowColumn<NameID>.same(.none)
    /// The model that answered.
    public var servedModel = NarrowColumn<NameID>.same(.none)
    /// The service tier as logged.
    public var serviceTier = NarrowColumn<NameID>.same(.none)
    /// Who asked.
    public var user = NarrowColumn<NameID>.same(.none)
    /// The team that pays.
    public var team = NarrowColumn<NameID>.same(.none)
    /// The conversation.
    public var session = NarrowColumn<NameID>.same(.none)
    /// Usage state, failure, presence of a recorded cost.
    public var flags = NarrowColumn<CallFlags>.same(CallFlags(rawValue: 0))
    /// Tokens by kind, in the order in which `TokenUsage` has them.
    public var usage: [NarrowNumbers] = []
    /// UTF-16 code units of the last message's text.
    public var contentLength = NarrowNumbers.same(-1)
    /// Number of messages.
    public var messageCount = NarrowNumbers.same(-1)
    /// Limit put on the output.
    public var maxTokens = NarrowNumbers.same(-1)
    /// One column a text of the demand, in its order.
    public var texts: [NarrowColumn<TextPresence>] = []

    /// Calls whose columns are filled in afterwards.
    public init(rows: Int, period: ClosedRange<Timestamp>, names: NameTable) {
        precondition(0...Self.capacity ~= rows)
        (self.rows, self.period, self.names) = (rows, period, names)
    }
}

/// Values of calls, of which there may be one for all.
public enum NarrowColumn<Value> {
    /// This value in every row.
    case same(Value)
    /// A value a row.
    case each(UnsafePointer<Value>)
}

/// Numbers of calls; negative where a record lacks one.
public enum NarrowNumbers {
    /// This number in every row.
    case same(Int64)
    /// A number a row, none above `greatest`.
    case int32(UnsafePointer<Int32>, greatest: Int32)
    /// A number a row.
    case int64(UnsafePointer<Int64>)
}

/// Takes calls in narrow columns, where a source has such.
public protocol NarrowConsumer: AnyObject {
    /// Whether it does without the times of calls that lie in this period.
    func takes(_ period: ClosedRange<Timestamp>) -> Bool

    /// Takes the rows of a block, as `BlockConsumer` does.
    ///
    /// - Parameter block: At least one row.
    /// - Throws: `RowFault` where a row can't be dealt with.
    func consume(_ block: NarrowBlock) throws(RowFault)
}

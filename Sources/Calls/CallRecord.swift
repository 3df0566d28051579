public import Pricing

/// One record of a log as plain values, normalised: token kinds are disjoint, names interned.
///
/// Readers fill it in, a `CallBlock` takes it. A record is an attempt; several may belong to one
/// operation.
@frozen
public struct CallRecord: Sendable {
    /// When the call was made; required.
    public var time: Timestamp?
    /// The model asked for.
    public var model: NameID = .none
    /// The model that answered.
    public var servedModel: NameID = .none
    /// The service tier as the log names it.
    public var serviceTier: NameID = .none
    /// Who asked.
    public var user: NameID = .none
    /// The team that pays.
    public var team: NameID = .none
    /// The conversation.
    public var session: NameID = .none
    /// All tags together, by the text of their `TagSet`.
    public var tagSet: NameID = .none
    /// The record's own id, by which repeated records are told.
    public var id: RecordID = .none
    /// The logical operation that this attempt belongs to.
    public var operation: OperationID = .none
    /// Tokens by kind, disjoint; zero unless `usageState` is `known`.
    public var usage: TokenUsage = .zero
    /// Whether the record says how many tokens were used.
    public var usageState: UsageState = .unknown
    /// The log marks the call as failed.
    public var isFailed = false
    /// The cost that the log carries, in USD.
    public var recordedCost: Money?
    /// UTF-16 code units of the last message's text.
    public var contentLength: Int64?
    /// Number of messages in the request.
    public var messageCount: Int64?
    /// The limit that the request put on its output.
    public var maxTokens: Int64?
    /// How many tokens the input is estimated at where the usage is not told; it bills nothing.
    public var promptEstimate: Int64?
    /// Nanoseconds from the request to the end of the answer.
    public var latency: Int64?
    /// Nanoseconds from the request to the first token of the answer.
    public var timeToFirstToken: Int64?
    /// The line within the piece of log being read, from 0.
    public var line: UInt32 = 0

    /// A record that knows nothing yet.
    @inlinable
    public init() {}
}

extension CallRecord {
    /// Gives all names of the record other ids.
    public mutating func rename(_ rename: (NameID) -> NameID) {
        model = rename(model)
        servedModel = rename(servedModel)
        serviceTier = rename(serviceTier)
        user = rename(user)
        team = rename(team)
        session = rename(session)
        tagSet = rename(tagSet)
    }
}

/// Takes blocks of calls; each worker has one of its own, made and used on its thread.
public protocol BlockConsumer: AnyObject, SendableMetatype {
    /// What the worker found, to be merged with what the others found.
    associatedtype Partial: Sendable

    /// Takes the rows of a block; the block is reused afterwards.
    ///
    /// - Parameter block: At least one row.
    /// - Throws: `RowFault` where a row can't be dealt with.
    func consume(_ block: CallBlock) throws(RowFault)

    /// What was found in all blocks so far.
    func partial() -> Partial

    /// What takes narrow columns in place of blocks, with the same result; nil where nothing does.
    var narrow: (any NarrowConsumer)? { get }
}

extension BlockConsumer {
    /// Takes no narrow columns.
    public var narrow: (any NarrowConsumer)? { nil }
}

/// A row that a consumer refuses; the source says where the row came from.
public struct RowFault: Error {
    /// The row in the block.
    public let row: Int
    /// What is wrong and what to do about it.
    public let message: String

    /// A refused row.
    public init(row: Int, message: String) {
        self.row = row
        self.message = message
    }
}

/// Where calls come from: log files today; a store looks the same.
public protocol CallSource: Sendable {
    /// Reads everything once, with several workers, each of which feeds a consumer of its own.
    ///
    /// - Parameters:
    ///   - demand: What is needed of each record.
    ///   - jobs: How many workers.
    ///   - makeConsumer: Makes a worker's consumer.
    /// - Returns: What the consumers found, in no particular order, and what was read.
    /// - Throws: The first fault in the order of the log, whatever the number of workers.
    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary)
}

/// What was read, for the report.
public struct SourceSummary: Sendable {
    /// The files, as they were named.
    public var files: [String]
    /// The formats found, in order of appearance.
    public var formats: [String]
    /// Lines left out, by reason.
    public var skipped: [SkippedLines]
    /// Records that were read but are no calls of their own, by reason.
    public var removed: [RemovedRecords]
    /// What was assumed, in words, with the number of records it was used for.
    public var assumptions: [AppliedAssumption]
    /// What the logs can't tell, and a reader of the report has to know.
    public var notes: [String]
    /// Which calls were looked at; nil for all.
    public var filter: AppliedFilter?

    /// A summary.
    public init(
        files: [String], formats: [String], skipped: [SkippedLines],
        removed: [RemovedRecords] = [], assumptions: [AppliedAssumption], notes: [String] = []
    ) {
        self.files = files
        self.formats = formats
        self.skipped = skipped
        self.removed = removed
        self.assumptions = assumptions
        self.notes = notes
    }
}

/// A condition on the calls that are looked at.
public struct AppliedFilter: Sendable, Equatable {
    /// The condition in its canonical spelling.
    public let condition: String
    /// How many calls it left out.
    public var leftOut: Int

    /// A condition and how many calls it left out.
    public init(condition: String, leftOut: Int) {
        self.condition = condition
        self.leftOut = leftOut
    }
}

/// Records that do not count as calls of their own, for one reason.
public struct RemovedRecords: Sendable, Equatable {
    /// Why, as "repeats a record with the same id".
    public let reason: String
    /// How many.
    public var records: Int

    /// Records that do not count, for one reason.
    public init(reason: String, records: Int) {
        self.reason = reason
        self.records = records
    }
}

/// Lines left out for one reason.
public struct SkippedLines: Sendable, Equatable {
    /// Why.
    public let reason: String
    /// How many; a row of CSV that spans several counts with all of them.
    public var lines: Int
    /// The first of them, as `FILE:LINE`.
    public let first: String

    /// Lines left out for one reason.
    public init(reason: String, lines: Int, first: String) {
        self.reason = reason
        self.lines = lines
        self.first = first
    }
}

/// An assumption that the user asked for, and how often it filled a gap.
public struct AppliedAssumption: Sendable, Equatable {
    /// The assumption as given: `content_length=4*prompt_tokens`.
    public let text: String
    /// How many records it filled in.
    public var records: Int

    /// An assumption and its use.
    public init(text: String, records: Int) {
        self.text = text
        self.records = records
    }
}

/// How logs are read.
public struct ReadingOptions: Sendable {
    /// The format of all inputs; nil detects it, each input by itself.
    public var format: LogFormat?
    /// How the records are read of logs that have no format of their own; it says their format.
    public var mapping: LogMapping?
    /// Bad lines are counted and left out instead of ending the run.
    public var skipsBadLines = false
    /// Takes the bad lines as they stand in the log, in its order.
    public var rejects: (any RejectSink)?
    /// A longer line is bad.
    public var maximumLineBytes = 32 << 20
    /// What to assume where records lack a field.
    public var assumptions = Assumptions.none
    /// Of records with the same id only the first stays, in all formats.
    ///
    /// This takes memory for every id. Formats that repeat themselves are freed of it in any case.
    public var removesDuplicates = false
    /// Counts the bytes read.
    public var progress: ReadingProgress?

    /// Strict, with detection, without assumptions.
    public init() {}
}

/// Keeps the lines that could not be read.
public protocol RejectSink: Sendable {
    /// Takes a line, its newline included; one that is too long comes in several pieces.
    ///
    /// - Throws: What keeps it from being stored.
    func take(_ line: [UInt8]) throws

    /// Takes the header of the CSV whose rows follow, without its end, so that they can be read
    /// again; a run tells it once for logs with the same header.
    ///
    /// - Throws: What keeps it from being stored.
    func take(header: [UInt8]) throws
}

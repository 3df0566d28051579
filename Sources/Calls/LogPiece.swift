/// The place of a piece of log in the order of all that is read; the rows that come from one piece
/// are handed on in their order, by one worker.
@frozen
public struct LogPiece: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Which of several sources, in the order in which they were named.
    public var source = 0
    /// Which piece of that source.
    public var ordinal = 0

    /// The first piece of all.
    @inlinable
    public init() {}

    /// Whether a piece comes before another.
    public static func < (left: LogPiece, right: LogPiece) -> Bool {
        (left.source, left.ordinal) < (right.source, right.ordinal)
    }
}

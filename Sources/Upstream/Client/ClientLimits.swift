public import Limits

/// What a client puts up with.
public struct ClientLimits: Sendable, Hashable {
    /// How long an attempt may take, to the last byte of its answer.
    public var attempt: TimeSpan = .seconds(30)
    /// How long it may take until the head of the answer is there; an answer in one piece has it
    /// only when all is written, so this helps with streams.
    public var firstByte: TimeSpan = .seconds(30)
    /// How long all attempts and the waits between them may take.
    public var exchange: TimeSpan = .seconds(90)
    /// The longest answer, in bytes.
    public var answerBytes = 32 << 20
    /// The longest body of an error that is read, in bytes; a longer one isn't shown.
    public var errorBytes = 64 << 10

    /// The limits that hold unless others are given.
    public init() {}
}

public import Limits

/// A piece of an answer, handed on as it comes.
///
/// No other attempt follows once a piece is handed on: what comes before the first visible output
/// is kept until then.
public struct AnswerPiece: Sendable, Hashable {
    /// The JSON as the upstream wrote it: a chunk of a stream, or a whole answer.
    public let json: String
    /// The text that it adds to the answer.
    public let text: String
    /// Whether it holds output of any kind: text, reasoning, a refusal, a call of a tool.
    public let isVisible: Bool
    /// When it came.
    public let time: Instant
}

public import Upstream

/// A request of the sample as it is sent.
public struct PlannedRequest: Hashable, Sendable {
    /// Its place in the order of sending, from 0.
    public let number: Int
    /// The request of the log.
    public let drawn: DrawnRequest
    /// What is sent.
    public let chat: ChatRequest
    /// Where its text comes from.
    public let text: TextOrigin
    /// The input in tokens, about.
    public let input: UInt64
    /// The output in tokens that is expected: what the log has, up to the limit; nil where the log
    /// doesn't tell, so that all that the limit allows is expected.
    public let output: UInt64?

    /// More input than this it can't have.
    ///
    /// A token is at least one byte of text in the vocabularies in use (byte-level BPE, and
    /// SentencePiece with bytes to fall back on); each message may bring sixteen more for its
    /// markers, and what services put before a conversation (their own system message) 256.
    public var mostInput: UInt64 {
        chat.messages.reduce(Self.preamble) {
            $0 + UInt64($1.content.utf8.count + $1.role.utf8.count) + Self.markers
        }
    }

    /// More output than this it can't have.
    public var mostOutput: UInt64 { UInt64(max(0, chat.maxTokens)) }

    /// In words, for reports.
    public static let mostInputRule =
        "a token for each byte of text, \(markers) for the markers of each message and \(preamble) "
        + "for what a service puts before them"
    private static let markers: UInt64 = 16
    private static let preamble: UInt64 = 256
}

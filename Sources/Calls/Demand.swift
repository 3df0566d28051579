public import Pricing

/// What a run needs of each record; readers leave the rest unread.
///
/// Time, models, token counts, usage, failure, recorded cost and operation are always read.
public struct Demand: Sendable {
    /// The optional fields.
    public struct Fields: OptionSet, Sendable {
        /// One bit a field.
        public let rawValue: UInt16

        /// Wraps a set of bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// UTF-16 code units of the last message's text.
        public static let contentLength = Fields(rawValue: 1)
        /// Number of messages in the request.
        public static let messageCount = Fields(rawValue: 2)
        /// The limit that the request put on its output.
        public static let maxTokens = Fields(rawValue: 4)
        /// Who asked.
        public static let user = Fields(rawValue: 8)
        /// The team that pays.
        public static let team = Fields(rawValue: 16)
        /// The conversation.
        public static let session = Fields(rawValue: 32)
        /// The record's own id.
        public static let id = Fields(rawValue: 64)
        /// Time to the end of the answer.
        public static let latency = Fields(rawValue: 128)
        /// Time to the first token of the answer.
        public static let timeToFirstToken = Fields(rawValue: 256)
        /// Cache reads computed from the blocks that prompts share, where a log has hashes of them.
        public static let sharedPrefixes = Fields(rawValue: 512)
        /// All tags together, as the text of a `TagSet`.
        public static let tagSet = Fields(rawValue: 1024)
        /// The full text of the first message whose role is `system`.
        public static let systemText = Fields(rawValue: 2048)
        /// The full text of the last message.
        public static let lastText = Fields(rawValue: 4096)
        /// The text of the record's own id, as far as the source has it.
        public static let idText = Fields(rawValue: 8192)
        /// An estimate of the input where a record does not tell its usage.
        public static let promptEstimate = Fields(rawValue: 16_384)
    }

    /// Which optional fields are read.
    public var fields: Fields
    /// Which texts are looked for; each becomes a column of truth values.
    public var texts: [TextMatch]
    /// Which tags are read, by key; each becomes a column of names.
    public var tags: [String]
    /// Only calls at or after this time.
    public var from: Timestamp?
    /// Only calls before this time.
    public var to: Timestamp?

    /// Whether a time lies in the demanded period.
    public func includes(_ instant: Timestamp) -> Bool {
        if let from, instant < from { return false }
        if let to, instant >= to { return false }
        return true
    }

    /// Whether tags are read at all.
    public var wantsTags: Bool { !tags.isEmpty || fields.contains(.tagSet) }

    /// Whether the text of this message is looked at or kept.
    public func wantsText(of message: TextMatch.Message) -> Bool {
        fields.contains(message == .system ? .systemText : .lastText)
            || texts.contains { $0.message == message }
    }

    /// A demand for the given fields and for calls of any time.
    public init(fields: Fields = [], texts: [TextMatch] = [], tags: [String] = []) {
        self.fields = fields
        self.texts = texts
        self.tags = tags
    }
}

/// A text looked for in a message of the request.
public struct TextMatch: Hashable, Sendable {
    /// The message.
    public enum Message: Hashable, Sendable {
        /// The first message whose role is `system`.
        case system
        /// The last message.
        case last
    }

    /// Where to look.
    public let message: Message
    /// What to look for: an exact substring, case-sensitive.
    public let text: String

    /// A text looked for in a message.
    public init(in message: Message, text: String) {
        self.message = message
        self.text = text
    }
}

/// Whether a text was found, in three-valued logic.
@frozen
public struct TextPresence: Hashable, Sendable, BitwiseCopyable {
    /// Bit 0: it may be there; bit 1: it may be absent; both: the record does not tell.
    public let rawValue: UInt8

    /// It was found.
    public static let present = TextPresence(rawValue: 1)
    /// It was looked for and is not there.
    public static let absent = TextPresence(rawValue: 2)
    /// The record does not tell.
    public static let unknown = TextPresence(rawValue: 3)

    @usableFromInline
    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Present or absent.
    @inlinable
    public init(_ isPresent: Bool) { rawValue = isPresent ? 1 : 2 }
}

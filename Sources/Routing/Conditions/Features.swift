/// A number that is known of a request before it is sent.
public enum NumericFeature: String, CaseIterable, Sendable {
    /// UTF-16 code units of the last message's text.
    case contentLength = "content_length"
    /// How many messages the request has.
    case messageCount = "message_count"
    /// The limit that the request puts on its output.
    case maxTokens = "max_tokens"
}

/// A name that is known of a request before it is sent; compared byte for byte.
public enum NameFeature: String, CaseIterable, Sendable {
    /// The model asked for.
    case model
    /// Who asks.
    case user
    /// The team that pays.
    case team
    /// The conversation.
    case session
    /// The service tier as pricing reads it: a missing one is `standard`.
    case serviceTier = "service_tier"
}

/// A text of a request in which a condition may search.
public enum TextFeature: String, CaseIterable, Sendable {
    /// The first message whose role is `system`.
    case system
    /// The last message.
    case content
}

/// A text looked for in a text of the request: an exact substring, case-sensitive.
public struct TextProbe: Sendable {
    /// Where to look.
    public let feature: TextFeature
    /// What to look for.
    public let needle: String

    /// Looks for `needle` in `feature`.
    public init(_ feature: TextFeature, contains needle: String) {
        self.feature = feature
        self.needle = needle
    }
}

extension TextProbe: Hashable, Comparable {
    /// Same place and same bytes: "é" written in one scalar or in two are two probes.
    public static func == (left: TextProbe, right: TextProbe) -> Bool {
        left.feature == right.feature && left.needle.isExactly(right.needle)
    }

    /// Order by place, then by bytes.
    public static func < (left: TextProbe, right: TextProbe) -> Bool {
        left.feature == right.feature
            ? left.needle.utf8.lexicographicallyPrecedes(right.needle.utf8)
            : left.feature.rawValue < right.feature.rawValue
    }

    /// Feeds place and bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(feature)
        for byte in needle.utf8 { hasher.combine(byte) }
    }
}

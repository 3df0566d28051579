public import Pricing

/// A number that conditions compare.
public enum NumericFeature: String, CaseIterable, Sendable {
    /// UTF-16 code units of the last message's text.
    case contentLength = "content_length"
    /// How many messages the request has.
    case messageCount = "message_count"
    /// The limit that the request puts on its output.
    case maxTokens = "max_tokens"
    /// How many tokens the input is estimated at; of a logged call, what was counted.
    case promptTokens = "prompt_tokens"
    /// The full hours since midnight in the policy's time zone, 0 to 23.
    case hour
    /// How many tokens were put out; known only afterwards.
    case completionTokens = "completion_tokens"
    /// The time to the end of the answer in milliseconds; known only afterwards.
    case latency = "latency_ms"
    /// The cost that the log carries in USD; known only afterwards.
    case cost = "cost_usd"

    /// Whether it is known only when the answer is there.
    public var isHindsight: Bool {
        switch self {
        case .contentLength, .messageCount, .maxTokens, .promptTokens, .hour: false
        case .completionTokens, .latency, .cost: true
        }
    }
}

/// Something that is so or not.
public enum FlagFeature: String, CaseIterable, Sendable {
    /// The log marks the call as failed; known only afterwards.
    case failed
}

/// A name that conditions test; compared byte for byte.
public enum NameFeature: Hashable, Sendable {
    /// The model asked for.
    case model
    /// Who asks.
    case user
    /// The team that pays.
    case team
    /// The conversation.
    case session
    /// The service tier as pricing reads it: a missing one is `standard`.
    case serviceTier
    /// The day of the week in the policy's time zone, one of `Weekday`'s.
    case weekday
    /// The value of the tag with this key.
    case tag(ExactText)

    /// All but tags.
    static let fixed: [NameFeature] = [.model, .user, .team, .session, .serviceTier, .weekday]
    /// What stands before the key of a tag.
    static let tagPrefix = "tag."

    /// The feature as conditions spell it, but for the quotes around the key of a tag.
    public var name: String {
        switch self {
        case .model: "model"
        case .user: "user"
        case .team: "team"
        case .session: "session"
        case .serviceTier: "service_tier"
        case .weekday: "weekday"
        case .tag(let key): Self.tagPrefix + key.text
        }
    }

    /// The feature with this name.
    init?(name: String) {
        if let known = Self.fixed.first(where: { $0.name == name }) {
            self = known
        } else if name.hasPrefix(Self.tagPrefix), name.utf8.count > Self.tagPrefix.utf8.count {
            self = .tag(String(name.dropFirst(Self.tagPrefix.count)).exact)
        } else {
            return nil
        }
    }
}

/// A day of the week.
public enum Weekday: String, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
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

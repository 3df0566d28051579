public import Pricing

/// What is known of one request, mostly before it is sent; nil is what the record lacks.
public struct RequestFeatures: Sendable {
    /// The request's own id, by the hash that `RecordID` makes of it.
    public var id: UInt128?
    /// The model asked for.
    public var model: String?
    /// UTF-16 code units of the last message's text; where nil, counted from that text.
    public var contentLength: Int64?
    /// How many messages the request has.
    public var messageCount: Int64?
    /// The limit that the request puts on its output.
    public var maxTokens: Int64?
    /// How many tokens the input is estimated at.
    public var promptTokens: Int64?
    /// The full hours since midnight in the policy's time zone.
    public var hour: Int64?
    /// The day of the week in the policy's time zone.
    public var weekday: Weekday?
    /// Who asks.
    public var user: String?
    /// The team that pays.
    public var team: String?
    /// The conversation.
    public var session: String?
    /// The service tier.
    public var serviceTier: String?
    /// The tags by key.
    public var tags: [ExactText: String] = [:]
    /// The texts themselves, as far as they are known; a known absence is "".
    public var texts: [TextFeature: String] = [:]
    /// What is recorded of texts that are not known themselves.
    public var matches: [TextProbe: Bool] = [:]
    /// What became of it, as a log tells it; a request that is to be sent has nothing here.
    public var hindsight = Hindsight()

    /// What is known only when the answer is there.
    public struct Hindsight: Sendable {
        /// How many tokens were put out.
        public var completionTokens: Int64?
        /// Nanoseconds to the end of the answer.
        public var latency: Int64?
        /// The cost that the log carries, in USD.
        public var cost: Money?
        /// Whether the log marks the call as failed.
        public var isFailed: Bool?
    }

    /// A request of which nothing is known.
    public init() {}

    /// The number behind a feature, in its units.
    public subscript(feature: NumericFeature) -> Int64? {
        switch feature {
        case .contentLength: contentLength ?? texts[.content].map { Int64($0.utf16.count) }
        case .messageCount: messageCount
        case .maxTokens: maxTokens
        case .promptTokens: promptTokens
        case .hour: hour
        case .completionTokens: hindsight.completionTokens
        case .latency: hindsight.latency
        case .cost: hindsight.cost.map { NumericFeature.units(of: $0) }
        }
    }

    /// The name behind a feature.
    public subscript(feature: NameFeature) -> String? {
        switch feature {
        case .model: model
        case .user: user
        case .team: team
        case .session: session
        case .serviceTier: serviceTier
        case .weekday: weekday?.rawValue
        case .tag(let key): tags[key]
        }
    }

    /// Whether it is so.
    public subscript(feature: FlagFeature) -> Truth {
        switch feature {
        case .failed: hindsight.isFailed.map(Truth.init) ?? .unknown
        }
    }

    /// Whether the request has a text.
    public subscript(probe: TextProbe) -> Truth {
        let isThere = texts[probe.feature]?.containsExactly(probe.needle) ?? matches[probe]
        return isThere.map(Truth.init) ?? .unknown
    }
}

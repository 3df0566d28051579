import Documents

/// What the calls of a client are like.
struct CallContent: Sendable {
    /// Cache reads: a share of the calls finds a share of its prompt in the cache.
    struct Caching: Sendable {
        let calls: Double
        let tokens: Double
    }

    /// The length of the last message.
    enum ContentLength: Sendable {
        case drawn(CountDistribution)
        case perPromptToken(Double)
    }

    /// How long an answer takes: fixed, for each token, and by chance.
    struct ServiceTime: Sendable {
        let base: Double
        let promptToken: Double
        let completionToken: Double
        /// The coefficient of variation of a lognormal factor whose mean is 1.
        let variation: Double
    }

    /// Users that are told by number.
    struct Users: Sendable {
        let count: UInt64
        /// The power by which some ask more often than others; nil where all ask equally often.
        let exponent: Double?
    }

    let model: WeightedChoice<String>
    let team: WeightedChoice<String>?
    let users: Users?
    let tags: [(key: String, values: WeightedChoice<String>)]
    let promptTokens: CountDistribution
    let completionTokens: CountDistribution
    let caching: Caching?
    let contentLength: ContentLength?
    let messageCount: CountDistribution?
    let maxTokens: CountDistribution?
    let latency: ServiceTime?

    init(_ fields: ClientFields) throws(DocumentError) {
        model = try fields.required("model").choice()
        team = try fields.optional("team")?.choice()
        users = try fields.optional("users")?.users()
        tags = try fields.optional("tags")?.tagChoices() ?? []
        promptTokens = try fields.required("prompt_tokens").counts()
        completionTokens = try fields.required("completion_tokens").counts()
        caching = try fields.optional("cached")?.caching()
        contentLength = try fields.optional("content_length")?.contentLength()
        messageCount = try fields.optional("message_count")?.counts()
        maxTokens = try fields.optional("max_tokens")?.counts()
        latency = try fields.optional("latency")?.serviceTime()
    }
}

extension Node {
    /// More combinations of tags are refused, as each is written down once.
    private static let mostTagSets = 100_000

    fileprivate func tagChoices() throws(DocumentError) -> [(
        key: String, values: WeightedChoice<String>
    )] {
        let tags = try entries().map {
            (key, _, node) throws(DocumentError) in (key: key, values: try node.choice())
        }
        let sets = tags.reduce(1.0) { $0 * Double($1.values.elements.count) }
        guard sets <= Double(Self.mostTagSets) else {
            throw error(
                "has \(Self.text(sets)) combinations; expected at most \(Self.mostTagSets)")
        }
        return tags
    }

    fileprivate func users() throws(DocumentError) -> CallContent.Users {
        guard case .mapping = content else {
            return CallContent.Users(count: try count(within: 1...1_000_000_000), exponent: nil)
        }
        let fields = try fields(["count", "exponent"])
        return CallContent.Users(
            count: try fields.required("count").count(within: 1...1_000_000_000),
            exponent: try fields.required("exponent").number(within: 0.01...20))
    }

    fileprivate func caching() throws(DocumentError) -> CallContent.Caching {
        let fields = try fields(["calls", "tokens"])
        return CallContent.Caching(
            calls: Double(try fields.required("calls").share()) / Double(Node.wholeShare),
            tokens: Double(try fields.required("tokens").share()) / Double(Node.wholeShare))
    }

    fileprivate func contentLength() throws(DocumentError) -> CallContent.ContentLength {
        guard case .mapping(let entries) = content,
            entries.contains(where: { $0.key == "per_prompt_token" })
        else { return .drawn(try counts()) }
        let fields = try fields(["per_prompt_token"])
        return .perPromptToken(
            try fields.required("per_prompt_token").number(within: 0...1_000_000))
    }

    fileprivate func serviceTime() throws(DocumentError) -> CallContent.ServiceTime {
        let fields = try fields(["base_ms", "prompt_token_ms", "completion_token_ms", "cv"])
        func milliseconds(_ key: String) throws(DocumentError) -> Double {
            try fields.optional(key)?.number(within: 0...86_400_000) ?? 0
        }
        return CallContent.ServiceTime(
            base: try milliseconds("base_ms"), promptToken: try milliseconds("prompt_token_ms"),
            completionToken: try milliseconds("completion_token_ms"),
            variation: try fields.optional("cv")?.number(within: 0.01...20) ?? 0)
    }
}

/// What a user has to know about a format.
public struct FormatGuide: Sendable {
    /// A field of Tollgate's records, and where the format has it.
    public struct Field: Sendable {
        /// The field as policies, groupings and assumptions name it.
        public let name: String
        /// Where it is read from.
        public let source: String
    }

    /// One line.
    public let summary: String
    /// How it is told from others.
    public let detection: String
    /// Whether its prompt count includes cached tokens.
    public let cachedTokens: String
    /// What is read.
    public let fields: [Field]
    /// What it lacks, and what surprises.
    public let traps: [String]
}

extension LogFormat {
    /// The format's page.
    public var guide: FormatGuide {
        switch self {
        case .native: .native
        case .openai: .openAI
        case .azure: .azure
        }
    }
}

extension FormatGuide {
    private static func fields(_ pairs: KeyValuePairs<String, String>) -> [Field] {
        pairs.map { Field(name: $0, source: $1) }
    }

    static let native = FormatGuide(
        summary: "Tollgate's own record, one JSON object a line (tollgate/1)",
        detection: "JSON lines whose first record has no key that another format is told by",
        cachedTokens: "prompt_tokens includes cached_tokens and cache_write_tokens",
        fields: fields([
            "time": "ts, by RFC 3339 (required)",
            "model": "model, the one asked for (required)",
            "served-model": "served_model",
            "prompt tokens": "prompt_tokens (required unless \"usage\" says none or unknown)",
            "completion tokens": "completion_tokens, reasoning_tokens included (likewise)",
            "cache reads": "cached_tokens",
            "cache writes": "cache_write_tokens, of which cache_write_1h_tokens last an hour",
            "reasoning": "reasoning_tokens",
            "usage": "\"none\": failed, nothing billed; \"unknown\": a stream that was cut",
            "failed": "status of 400 or more, or an error that is not null",
            "recorded cost": "cost_usd, a decimal number or string",
            "operation": "operation_id; its records are attempts at one operation",
            "service_tier": "service_tier",
            "content_length": "content_length, UTF-16 code units of the last message",
            "message_count": "message_count",
            "max_tokens": "max_tokens",
            "system": "system (the text), or system_contains {\"text\": true or false}",
            "user, team, session": "user, team, session",
            "tag:KEY": "tags {\"KEY\": \"value\"}",
        ]),
        traps: [
            "a text that system_contains does not name is unknown, not absent",
            "cache writes that are not marked as lasting an hour count as five minutes",
            "records are counted as they stand: repeated ones are not removed",
            "operations are counted exactly, which takes about 32 bytes of memory for each "
                + "distinct operation_id",
        ])

    static let openAI = FormatGuide(
        summary: "pairs of request and response of OpenAI's API, one a line, as a proxy logs them",
        detection: "JSON lines whose first record has the keys request and response",
        cachedTokens: "prompt_tokens (input_tokens) includes cached_tokens",
        fields: fields([
            "time": "ts, by RFC 3339 (required)",
            "model": "request.model",
            "served-model": "response.model",
            "prompt tokens": "response.usage.prompt_tokens or .input_tokens",
            "completion tokens": "response.usage.completion_tokens or .output_tokens",
            "cache reads": "….prompt_tokens_details.cached_tokens, ….input_tokens_details…",
            "reasoning": "….completion_tokens_details.reasoning_tokens, ….output_tokens_details…",
            "failed": "status of 400 or more, or an error object in the response or beside it",
            "service_tier": "response.service_tier, else request.service_tier",
            "content_length": "request.messages or .input: the text of the last one",
            "message_count": "request.messages or .input, and one for .instructions",
            "max_tokens": "request.max_tokens, .max_completion_tokens or .max_output_tokens",
            "system": "the first message whose role is system, or request.instructions",
            "user": "request.user",
            "tag:KEY": "request.metadata",
        ]),
        traps: [
            "a streamed response is the list of its chunks; its usage stands in the last one, and "
                + "only if the request asked for it (stream_options.include_usage): else unknown",
            "a failed call without usage costs nothing; any other without usage is unknown",
            "content may be a list of parts: only its text parts count, joined with nothing between",
            "the role developer is not system",
            "has no team, no session, no recorded cost, no cache writes",
        ])

    static let azure = FormatGuide(
        summary: "the Azure LLM inference traces of 2023 (CSV)",
        detection: "the header \(AzureReader.header)",
        cachedTokens: "has no cached tokens: ContextTokens is all input",
        fields: fields([
            "time": "TIMESTAMP; it has no zone, which means UTC",
            "prompt tokens": "ContextTokens",
            "completion tokens": "GeneratedTokens",
        ]),
        traps: [
            "has no model: as requested nothing can be priced without --assume model=…",
            "has no texts: a policy over lengths and messages needs --assume for each",
        ])
}

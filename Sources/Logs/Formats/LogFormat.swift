/// A log format that Tollgate reads.
public enum LogFormat: String, CaseIterable, Sendable {
    case native
    case openai
    case azure
    case litellmPayload = "litellm-payload"
    case litellmSpend = "litellm-spend"
    case langfuse
    case claudeCode = "claude-code"
    case otlp
    case openaiBatch = "openai-batch"
    case helicone
    case burstgpt
    case mooncake
    case csv
    case jsonl
}

extension LogFormat {
    /// Whether it has no shape of its own: a mapping says what it holds.
    public var isMapped: Bool { self == .csv || self == .jsonl }

    /// The formats that are told by their shape.
    public static var detected: [LogFormat] { allCases.filter { !$0.isMapped } }
}

/// A log format that Tollgate reads.
public enum LogFormat: String, CaseIterable, Sendable {
    case native
    case openai
    case azure
    case litellmPayload = "litellm-payload"
    case litellmSpend = "litellm-spend"
    case langfuse
    case claudeCode = "claude-code"
    case mooncake
}

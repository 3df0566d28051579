extension LiteLLMPayloadReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "LiteLLM's StandardLoggingPayload, as its logging callbacks get it, one a line",
        detection: "JSON lines whose first record has the keys startTime and response_cost",
        cachedTokens: "prompt_tokens includes cache reads and writes, whatever the vendor",
        fields: FormatGuide.fields([
            "time": "startTime, seconds since 1970 or RFC 3339 (required)",
            "model": "model_group, the alias asked for; model where there is none",
            "served-model": "model, the deployment with its provider prefix",
            "prompt tokens": "prompt_tokens",
            "completion tokens": "completion_tokens, reasoning included",
            "cache reads": "metadata.usage_object (else response.usage): "
                + "prompt_tokens_details.cached_tokens, also cache_read_input_tokens",
            "cache writes": "….prompt_tokens_details.cache_write_tokens, of which "
                + "cache_creation_token_details.ephemeral_1h_input_tokens last an hour",
            "reasoning": "….completion_tokens_details.reasoning_tokens",
            "usage": "none where cache_hit is true: the proxy answered from its own cache",
            "failed": "status failure",
            "recorded cost": "response_cost",
            "operation": "trace_id; its records are attempts at one operation",
            "service_tier": "response.service_tier, else that of the usage or of the request",
            "content_length": "messages, where they were kept: the text of the last one",
            "message_count": "messages, where they were kept",
            "max_tokens": "model_parameters.max_tokens or .max_completion_tokens",
            "system": "the first message whose role is system",
            "user": "end_user, else metadata.user_api_key_user_id",
            "team": "metadata.user_api_key_team_id, else .user_api_key_team_alias",
            "session": "session_id",
            "tag:KEY": "request_tags \"KEY:value\", else metadata.spend_logs_metadata",
            "id": "id",
            "latency": "endTime less startTime",
            "time to first token": "completionStartTime less startTime; none where it is endTime, "
                + "as for answers that came as a whole",
        ]),
        traps: [
            "there are three names: model_group is the alias, model the deployment, response.model "
                + "what the vendor calls it; failed attempts lack the last, so model counts as "
                + "served, and the price table needs it (openai/gpt-4.1) as an id or alias",
            "after a fallback model_group is the alias that was fallen back to",
            "trace_id is the session's id where the caller gave one: all its requests then count "
                + "as one operation",
            "a model that LiteLLM has no price for has a response_cost of 0.0: unknown looks free",
            "cost_breakdown.input_cost already includes the cost of the cache; it is not read",
            "a stream that the vendor cut is logged as a success with invented usage: nothing tells "
                + "it from a whole one",
            "a success whose counts are both 0 has unknown usage; a failure with such counts has none",
            "response_time of a stream is the time to its first token; it is not read",
            "messages that the proxy redacted or shortened have no length that could be known",
        ])
}

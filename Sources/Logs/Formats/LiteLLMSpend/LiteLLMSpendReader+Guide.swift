extension LiteLLMSpendReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "rows of LiteLLM's table LiteLLM_SpendLogs, as JSON lines or CSV",
        detection: "JSON lines whose first record has the keys request_id, spend and startTime, or "
            + "CSV whose header has them",
        cachedTokens: "prompt_tokens includes cache reads and writes, whatever the vendor",
        fields: FormatGuide.fields([
            "time": "startTime, by RFC 3339, UTC where it names no zone (required)",
            "model": "model_group, the alias asked for; model where there is none",
            "served-model": "model, the deployment with its provider prefix",
            "prompt tokens": "prompt_tokens",
            "completion tokens": "completion_tokens, reasoning included",
            "cache reads": "metadata.usage_object, else .additional_usage_values, else "
                + "response.usage: prompt_tokens_details.cached_tokens, also cache_read_input_tokens",
            "cache writes": "….prompt_tokens_details.cache_write_tokens, of which "
                + "cache_creation_token_details.ephemeral_1h_input_tokens last an hour",
            "reasoning": "….completion_tokens_details.reasoning_tokens",
            "usage": "none where cache_hit is \"True\": the proxy answered from its own cache",
            "failed": "status failure, of the row or in metadata",
            "recorded cost": "spend",
            "service_tier": "response.service_tier, else that of the usage or of the request",
            "content_length": "messages or proxy_server_request, where the proxy stores them",
            "message_count": "messages or proxy_server_request, where the proxy stores them",
            "max_tokens": "proxy_server_request, where the proxy stores it",
            "system": "the first message whose role is system",
            "user": "end_user, else user, else metadata.user_api_key_user_id",
            "team": "team_id, else metadata.user_api_key_team_id or .user_api_key_team_alias",
            "session": "session_id",
            "tag:KEY": "request_tags \"KEY:value\", else metadata.spend_logs_metadata",
            "id": "request_id",
            "latency": "endTime less startTime, else request_duration_ms",
            "time to first token": "completionStartTime less startTime; none where it is endTime, "
                + "as for answers that came as a whole",
        ]),
        traps: [
            "a row is a request: attempts that failed before another answered have no row, and each "
                + "row is an operation of its own",
            "CSV without the column metadata tells no cached tokens, without cache_hit no answers "
                + "from the proxy's own cache; the report says so",
            "session_id is the request's own id where the caller gave no session",
            "after a fallback model_group is the alias that was fallen back to; "
                + "metadata.original_model_group has the first",
            "the price table needs the deployment (openai/gpt-4.1) as an id or alias",
            "a model that LiteLLM has no price for has a spend of 0: unknown looks free",
            "a success whose counts are both 0 has unknown usage; a failure with such counts has none",
            "prompts are stored only with store_prompts_in_spend_logs, and texts beyond some 2000 "
                + "characters are shortened: these have no length that could be known",
            "columns of type JSON may be strings with JSON in them; their order does not matter",
        ])
}

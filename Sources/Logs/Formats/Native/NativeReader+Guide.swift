extension NativeReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "Tollgate's own record, one JSON object a line (tollgate/1)",
        detection: "JSON lines whose first record has no key that another format is told by",
        cachedTokens: "prompt_tokens includes cached_tokens and cache_write_tokens",
        fields: FormatGuide.fields([
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
            "counts stand for what they say: 0 is no token, not an unknown number of them",
            "cache writes that are not marked as lasting an hour count as five minutes",
            "records are counted as they stand: repeated ones are not removed",
            "operations are counted exactly, which takes about 32 bytes of memory for each "
                + "distinct operation_id",
        ])
}

extension HeliconeReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "requests exported from Helicone, as CSV or as one JSON object a line",
        detection: "CSV whose header, or JSON lines whose first record, has request_created_at and "
            + "response_status",
        cachedTokens: "counts are disjoint: prompt_tokens excludes cached tokens and cache writes, "
            + "completion_tokens excludes reasoning",
        fields: FormatGuide.fields([
            "time": "request_created_at, by RFC 3339, also with a blank for the T; without zone "
                + "it is UTC; a number is milliseconds since 1970 (required)",
            "model": "request_model, else model, else request_body.model",
            "served-model": "model_override, else response_model, else model beside request_model",
            "prompt tokens": "prompt_tokens",
            "completion tokens": "completion_tokens and reasoning_tokens",
            "cache reads": "prompt_cache_read_tokens",
            "cache writes": "prompt_cache_write_tokens, taken as kept for five minutes",
            "reasoning": "reasoning_tokens",
            "usage": "none where cache_reference_id names another request: Helicone answered from "
                + "its own cache",
            "failed": "response_status of 400 or more, -1 (timeout) or -4 (stopped as a threat)",
            "recorded cost":
                "cost, else cost_usd, else costUSD; 0 is none where the call used tokens",
            "service_tier": "request_body.service_tier",
            "max_tokens": "request_body.max_tokens, .max_completion_tokens or .max_output_tokens",
            "content_length": "request_body: the last of .messages, .input or .prompt",
            "message_count": "request_body: its messages, and one for .instructions or .system",
            "system": "the first message whose role is system, or .instructions or .system",
            "user": "request_user_id",
            "session": "request_properties.Helicone-Session-Id",
            "tag:KEY": "request_properties",
            "id": "request_id, else response_id",
            "latency": "delay_ms, else latency, milliseconds; 0 is none",
            "time to first token": "time_to_first_token, milliseconds; 0 is none",
        ]),
        traps: [
            "in the CSV the quotes of JSON are doubled twice, by the exporter and as CSV asks; "
                + "both are undone",
            "the CSV has no cached and no reasoning tokens, and its other counts exclude them: of "
                + "requests that had some it tells too little; the JSON lines have them",
            "CSV without the column cache_reference_id tells no answers from Helicone's own cache; "
                + "the report says so",
            "counts that are both 0 are what Helicone writes where it could not tell them: unknown, "
                + "or none where the request failed",
            "-2 (pending) and -3 (cancelled by the client) are no failures: without counts their "
                + "usage is unknown",
            "older records count cached tokens of OpenAI's models in prompt_tokens as well",
            "bodies are exported only with --include-body; without them, or where a text or a note "
                + "stands in their place, nothing is known of messages and lengths",
            "model is often the one that answered",
            "a cost of 0 of a request that used tokens, or may have, is what Helicone writes where it "
                + "knows no price: unknown",
            "has no team; each record is an operation of its own",
        ])
}

extension OpenAIReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "pairs of request and response of OpenAI's API, one a line, as a proxy logs them",
        detection: "JSON lines whose first record has the keys request and response",
        cachedTokens: "prompt_tokens (input_tokens) includes cached_tokens",
        fields: FormatGuide.fields([
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
}

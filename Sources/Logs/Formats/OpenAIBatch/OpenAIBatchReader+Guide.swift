extension OpenAIBatchReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "the files of OpenAI's Batch API: requests, answers and errors, one a line",
        detection: "JSON lines whose first record has custom_id and url and body (requests), or "
            + "custom_id, id and response or error (answers)",
        cachedTokens: "prompt_tokens (input_tokens) includes cached_tokens",
        fields: FormatGuide.fields([
            "which lines":
                "answers and errors are calls; requests are joined to them by custom_id, "
                + "whatever their order and files",
            "time": "response.body.created or .created_at, in seconds",
            "model": "body.model of the request, else response.body.model",
            "served-model": "response.body.model",
            "service_tier": "batch",
            "prompt tokens": "response.body.usage.prompt_tokens or .input_tokens",
            "completion tokens": "response.body.usage.completion_tokens or .output_tokens; none "
                + "for embeddings",
            "cache reads": "….prompt_tokens_details.cached_tokens, ….input_tokens_details…",
            "reasoning": "….completion_tokens_details.reasoning_tokens, ….output_tokens_details…",
            "failed": "response.status_code of 400 or more, an error in the body or in the line "
                + "(batch_expired, batch_cancelled)",
            "content_length": "body.messages or .input of the request: the text of the last one",
            "message_count": "body.messages or .input, and one for .instructions",
            "max_tokens": "body.max_tokens, .max_completion_tokens or .max_output_tokens",
            "system": "the first message whose role is system, or body.instructions",
            "user": "body.user",
            "tag:KEY": "body.metadata",
        ]),
        traps: [
            "failed lines and embeddings carry no time: they count at the time of the answer before "
                + "them in the log, or of the first; where no line has a time, at "
                + "1970-01-01T00:00:00Z; a note says how many",
            "a request without an answer was not run, or not yet: no call, counted as removed",
            "an answer that stands there twice (the same id) counts once",
            "custom_id is unique only within a batch: where several requests bear it, what they "
                + "ask for differently is unknown, which a note says; read one batch at a time",
            "without the file of requests the model that answered stands for the one asked for, "
                + "and nothing is known of the messages",
            "each line is an operation of its own; the prompt of /v1/completions has no length",
            "expired and cancelled requests cost nothing, other failed ones what their usage says",
            "has no latency, team, session or recorded cost, no cache writes",
            "all lines stay in memory until everything is read, some 1.1 KB each",
        ])
}

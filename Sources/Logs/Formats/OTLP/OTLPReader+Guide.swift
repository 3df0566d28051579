extension OTLPReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "OpenTelemetry traces as OTLP/JSON with gen_ai.* attributes, one export a line",
        detection: "JSON lines whose first record has the key resourceSpans",
        cachedTokens: "gen_ai.usage.input_tokens includes cache reads and writes, as the "
            + "conventions ask; output_tokens includes reasoning",
        fields: FormatGuide.fields([
            "which spans": "operation name chat, text_completion, generate_content or embeddings; "
                + "without a name those with a request model that failed or name a provider; and "
                + "each other that tells usage, but for execute_tool and create_agent",
            "operation name": "gen_ai.operation.name or llm.request.type",
            "time": "startTimeUnixNano, as a number or a string (required)",
            "latency": "endTimeUnixNano less startTimeUnixNano",
            "time to first token": "gen_ai.response.time_to_first_chunk, in seconds; else the "
                + "first event gen_ai.content.completion.chunk",
            "model": "gen_ai.request.model, else gen_ai.response.model",
            "served-model": "gen_ai.response.model",
            "prompt tokens": "gen_ai.usage.input_tokens or .prompt_tokens, "
                + "llm.usage.prompt_tokens",
            "completion tokens": "gen_ai.usage.output_tokens or .completion_tokens, "
                + "llm.usage.completion_tokens; none for embeddings",
            "cache reads": "gen_ai.usage.cache_read.input_tokens or .cache_read_input_tokens",
            "cache writes": "gen_ai.usage.cache_creation.input_tokens, .cache_write.input_tokens "
                + "or .cache_creation_input_tokens; all count as kept for 5 minutes",
            "reasoning": "gen_ai.usage.reasoning.output_tokens or .reasoning_tokens",
            "recorded cost": "gen_ai.usage.cost, in USD, which no convention knows",
            "failed": "status code 2 or STATUS_CODE_ERROR",
            "operation": "the span, or the outermost of the calls around it: a call that calls "
                + "again has made attempts; agents, tools and other spans are no operations",
            "service_tier": "openai.response.service_tier, else openai.request.service_tier",
            "content_length": "gen_ai.input.messages: the text parts of the last one; else "
                + "gen_ai.prompt.N.content",
            "message_count": "gen_ai.input.messages, and one for gen_ai.system_instructions; else "
                + "gen_ai.prompt.N",
            "max_tokens": "gen_ai.request.max_tokens",
            "system": "gen_ai.system_instructions, else the first message whose role is system",
            "user": "user.id or enduser.id, of the span, else of the nearest around it that has "
                + "one, else of the resource",
            "team": "team, found in the same way",
            "session": "gen_ai.conversation.id or session.id, found in the same way",
            "tag:KEY": "the attribute KEY, found in the same way (tag:service.name)",
        ]),
        traps: [
            "one ExportTraceServiceRequest a line, as the collector's file exporter writes them; "
                + "a file with one indented object is to be put on one line first (jq -c .)",
            "agents and frameworks repeat the usage of the calls inside them: the innermost span "
                + "that tells usage counts, the others are counted as removed, whatever lies "
                + "between and in whatever order, line or file they come",
            "a call does not repeat what its tools call, and embeddings do not make up for output",
            "calls whose spans were not sampled are not there; where the span around them told "
                + "more tokens than its calls, a note says so",
            "a call without usage inside a span that counts with its own is taken for the same; a "
                + "failed one stays, as an attempt",
            "a span exported twice counts once",
            "instrumentations without cached tokens (opentelemetry-instrumentation-openai-v2) "
                + "have them in their input, at the full price",
            "counts stand for what they say: 0 is no token, not an unknown number of them",
            "streams carry usage only if the request asked for it: else it is unknown",
            "an instrumentation that leaves cached tokens out of the input breaks the conventions: "
                + "where they are more than it, the line is bad",
            "a bad span makes its whole line bad",
            "messages stand there only if the application was set to capture content; those in "
                + "events or logs are not read",
            "all spans stay in memory until everything is read, some 200 bytes each and "
                + "500 more for each that tells usage",
        ])
}

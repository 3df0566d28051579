extension LangfuseReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary:
            "observations exported from Langfuse, by its UI or to blob storage, as JSON lines or CSV",
        detection: "JSON lines whose first record, or CSV whose header, has type, trace_id and "
            + "start_time, or type, traceId and startTime",
        cachedTokens: "usage_details are disjoint: input excludes cached tokens and cache writes, "
            + "output excludes reasoning",
        fields: FormatGuide.fields([
            "which lines": "type GENERATION and EMBEDDING are calls; SPAN, EVENT, AGENT, TOOL, "
                + "CHAIN, RETRIEVER, EVALUATOR and GUARDRAIL are none and counted as removed, those that "
                + "tell usage apart; any other is a bad line",
            "time":
                "start_time or startTime, by RFC 3339, also with a blank for the T; "
                + "without zone it is UTC (required)",
            "model": "provided_model_name, providedModelName or model",
            "prompt tokens": "usage_details or usageDetails: all kinds with input in their "
                + "name, else with prompt",
            "completion tokens":
                "….output and all kinds with output in their name, else completion",
            "cache reads": "….input_cached_tokens, .input_cache_read, .cache_read_input_tokens "
                + "and the like",
            "cache writes": "….input_cache_creation, .cache_creation_input_tokens and the like; "
                + "those whose name ends in _1h or has ephemeral_1h in it last an hour; "
                + "a count that repeats the sum of _5m and _1h does not count again",
            "reasoning": "….output_reasoning_tokens, .output_reasoning",
            "failed": "level ERROR",
            "recorded cost": "total_cost or totalCost, else .total of cost_details or costDetails",
            "operation": "trace_id or traceId; its calls count as one operation",
            "service_tier": "model_parameters or modelParameters: service_tier",
            "max_tokens": "….max_tokens, .max_completion_tokens or .max_output_tokens",
            "content_length": "input: a text, or the last of its messages",
            "message_count": "input: 1 for a text, else its messages, and one for .instructions "
                + "or .system",
            "system": "the first message whose role is system, or input.instructions or .system",
            "user, session": "user_id or userId, session_id or sessionId",
            "tag:KEY":
                "tags or traceTags (env:prod is the tag env with the value prod, a tag alone is "
                + "true), else metadata; tag:environment is the observation's environment",
            "id": "id",
            "latency": "end_time or endTime less the start, else latency in seconds",
            "time to first token": "completion_start_time or completionStartTime less the start, "
                + "else time_to_first_token or timeToFirstToken in seconds",
        ]),
        traps: [
            "the export as JSON (one array) is not read",
            "the cells of its CSV are JSON: texts have quotes of their own, which are taken off; "
                + "cells without them are read as well",
            "exports of some versions have latency in milliseconds; where the end is known it "
                + "does not count",
            "an application that reports an input which includes cached tokens has them counted "
                + "twice, here as in Langfuse",
            "the model is the one that the application reported, often the one that answered",
            "input may be JSON within a string, as the blob export has it; what is neither "
                + "messages nor a text leaves lengths and texts unknown",
            "a cost of 0 without a total in cost_details means that no cost is known",
            "the blob export of plain observations has no user, session and tags, the UI's export "
                + "no session",
            "has no team",
            "usage that is told only in part is unknown; a failed call without usage costs nothing",
            "counts that are all 0 tell no usage: it is unknown, or none where the call failed",
            "records are counted as they stand: exports of overlapping periods repeat them",
        ])
}

extension ClaudeCodeReader {
    /// The format's page.
    ///
    /// What repeats, and which counts are placeholders, is what these report:
    /// https://github.com/ccusage/ccusage/issues/901 (growing output),
    /// https://github.com/ccusage/ccusage/issues/976 (no requestId),
    /// https://github.com/ccusage/ccusage/pull/1155 (side conversations),
    /// https://github.com/ccusage/ccusage/pull/1661 and /1765 (several sessions),
    /// https://github.com/ccusage/ccusage/issues/866 (placeholders).
    static let guide = FormatGuide(
        summary: "session files of Claude Code (~/.claude/projects/**/*.jsonl)",
        detection:
            "JSON lines with the keys sessionId, timestamp and message, or a line of another "
            + "kind that such files begin with",
        cachedTokens: "input_tokens excludes cache reads and cache writes",
        fields: FormatGuide.fields([
            "time": "timestamp, the first of a message (required)",
            "model": "message.model, the one that answered",
            "prompt tokens": "message.usage: input_tokens + cache_read_input_tokens + "
                + "cache_creation_input_tokens",
            "completion tokens": "message.usage.output_tokens, the largest of a message",
            "cache reads": "message.usage.cache_read_input_tokens",
            "cache writes": "message.usage.cache_creation_input_tokens, of which "
                + "cache_creation.ephemeral_1h_input_tokens last an hour",
            "failed": "isApiErrorMessage, or the model \"<synthetic>\"",
            "recorded cost": "costUSD, where it was written: that of the line that is kept, else "
                + "the largest",
            "service_tier": "message.usage.service_tier; \"fast\" where usage.speed says so",
            "session": "sessionId",
            "tag:KEY": "sidechain (true or false), cwd, version, gitBranch",
            "id": "message.id with requestId",
            "latency": "durationMs, where it was written",
        ]),
        traps: [
            "a message is written down again and again while it grows, and once for each block of "
                + "its content: its lines are one call, with the counts of the line that has the "
                + "largest output and the first time",
            "lines are of one message if message.id and requestId are the same, in whatever file "
                + "and session: resumed sessions and subagents copy lines",
            "a line without requestId (gateways of other vendors) belongs to the message of that id "
                + "in its session, and with one of another session that has the same message.id, time "
                + "and counts; to the message in its session belongs also one with isSidechain, which repeats messages of the main "
                + "conversation under requests of its own; a line without message.id is a call of "
                + "its own",
            "give all files of a project together: only then copies are found",
            "where a message was written down only at its beginning, its output of 1 to 3 tokens is a "
                + "placeholder; the report counts such calls",
            "cache writes without cache_creation count as kept for 5 minutes; the report counts "
                + "these calls",
            "error messages of the API have no usage, and cost nothing; texts that Claude Code puts "
                + "in place of an answer (isApiErrorMessage is false) are no calls",
            "lines of other types (user, system, summary, progress, …) are no calls: subagents have "
                + "files of their own",
            "web searches and other tools that the vendor bills by use are not in the token counts",
            "newer versions write no costUSD; with a subscription, prices say what the API would "
                + "have charged",
            "has no system message, limit or length: a policy over them needs --assume for each",
            "all calls are held in memory until everything is read, some 1.3 KB a line",
        ])
}

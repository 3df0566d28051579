extension MappedJSONLines {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "any other log of one JSON object a line, through a mapping file",
        detection: "--mapping FILE, whose format is jsonl",
        cachedTokens: MappedGuide.cachedTokens,
        fields: MappedGuide.fields,
        traps: [
            "a place is a path of keys: usage.input; a\\.b is one key with a dot in it; choices.0 is "
                + "the first of a list; a string that holds JSON is entered like an object"
        ] + MappedGuide.traps,
        example: FormatGuide.Example(
            files: [
                (
                    "my-gateway.yaml",
                    #"""
                    mapping: my-gateway          # what reports call it
                    format: jsonl
                    fields:
                      time: {path: meta.at, unit: milliseconds}
                      model: request.model       # short for {path: request.model}
                      prompt_tokens: usage.input
                      completion_tokens: usage.output
                      cached_tokens: usage.cached
                      cost: {path: cost, unit: cents}
                      team: {constant: search}
                      latency: {path: took, unit: seconds}
                      failed: {path: state, equals: [error, timeout]}
                    tags:
                      env: labels.env
                    prompt_tokens_include: []    # usage.input is without cached tokens
                    """#
                ),
                (
                    "log.jsonl",
                    #"""
                    {"meta":{"at":1767600930123},"request":{"model":"gpt-4.1"},"usage":{"input":800,"output":245,"cached":200},"cost":0.37,"took":0.84,"state":"ok","labels":{"env":"prod"}}
                    {"meta":{"at":1767600931456},"request":{"model":"gpt-4.1"},"took":30,"state":"timeout","labels":{"env":"test"}}
                    """#
                ),
            ],
            arguments: "replay log.jsonl --mapping my-gateway.yaml --prices list-2026 --by tag:env")
    )
}

extension MappedCSV {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "any other log in CSV, through a mapping file",
        detection: "--mapping FILE, whose format is csv",
        cachedTokens: MappedGuide.cachedTokens,
        fields: MappedGuide.fields,
        traps: [
            "a place is the exact name of a column; {column: metadata, path: usage.input} enters a "
                + "cell that holds JSON; an empty cell is no value",
            "delimiter: \";\" or \"\\t\" for other separators than the comma; cells may be quoted, "
                + "quotes in them doubled, and span lines",
        ] + MappedGuide.traps,
        example: FormatGuide.Example(
            files: [
                (
                    "my-export.yaml",
                    #"""
                    mapping: my-export
                    format: csv
                    delimiter: ";"
                    fields:
                      time: {column: Started}
                      model: Model
                      prompt_tokens: {column: Usage, path: input.total}
                      completion_tokens: {column: Usage, path: output}
                      cached_tokens: {column: Usage, path: input.cached}
                      cost: Cost (USD)
                      user: User
                      status: HTTP status
                    """#
                ),
                (
                    "log.csv",
                    #"""
                    Started;Model;User;HTTP status;Cost (USD);Usage
                    2026-01-05 08:15:30.123;gpt-4.1;u-17;200;0.0037;"{""input"":{""total"":1000,""cached"":200},""output"":245}"
                    2026-01-05 08:15:31.456;gpt-4.1;u-18;503;;
                    """#
                ),
            ],
            arguments: "replay log.csv --mapping my-export.yaml --prices list-2026 --by user"))
}

/// What the pages of both formats say.
private enum MappedGuide {
    static let cachedTokens =
        "prompt_tokens includes cached_tokens and cache_write_tokens, unless prompt_tokens_include "
        + "says otherwise ([] for counts as Anthropic gives them)"

    static let fields = FormatGuide.fields([
        "time": "fields.time; unit: rfc3339 (the default; UTC where no zone is named), seconds, "
            + "milliseconds or nanoseconds since 1970 (required)",
        "model": "fields.model; none for a log without it, which --assume model=… then supplies "
            + "(required)",
        "served-model": "fields.served_model",
        "prompt tokens": "fields.prompt_tokens (required)",
        "completion tokens": "fields.completion_tokens (required), which includes reasoning_tokens "
            + "unless completion_tokens_include is []",
        "cache reads": "fields.cached_tokens",
        "cache writes": "fields.cache_write_tokens, of which cache_write_1h_tokens last an hour",
        "reasoning": "fields.reasoning_tokens",
        "failed":
            "fields.failed (true, or one of the texts in equals), fields.status (400 or more), "
            + "fields.error (anything but null, None, false, 0 and what is empty)",
        "recorded cost": "fields.cost; unit: USD (the default), cents or micros",
        "operation": "fields.operation_id",
        "service_tier": "fields.service_tier",
        "content_length":
            "fields.content_length, or the text in fields.content, or fields.messages",
        "message_count": "fields.message_count, or fields.messages",
        "max_tokens": "fields.max_tokens",
        "system": "the text in fields.system, or fields.messages",
        "user, team, session": "fields.user, fields.team, fields.session",
        "tag:KEY": "tags.KEY",
        "id": "fields.id",
        "latency": "fields.latency, fields.time_to_first_token; unit: seconds, milliseconds or "
            + "nanoseconds (required)",
    ])

    static let traps = [
        "the mapping is checked before anything is read: unknown fields, units and columns, and "
            + "what contradicts itself, with line and key path",
        "{constant: search} is the same for all records: for names, tags, and counts such as "
            + "message_count",
        "a record whose counts are not both there has unknown usage, or none if it failed",
        "counts stand for what they say: 0 is no token, not an unknown number of them",
        "numbers may stand in strings; names may be numbers",
        "fields.messages is a list of messages as OpenAI's API has them",
        "a place at which no record has a value is named in the report: it may be misspelt",
    ]
}

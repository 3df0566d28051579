extension MooncakeReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "the request traces of Mooncake, one JSON object a line",
        detection: "JSON lines whose first record has timestamp, input_length and output_length",
        cachedTokens: "has no cached tokens: input_length is all input",
        fields: FormatGuide.fields([
            "time": "timestamp, milliseconds since the trace began (required)",
            "prompt tokens": "input_length (required)",
            "completion tokens": "output_length (required)",
        ]),
        traps: [
            "time starts at 0, which stands for 1970-01-01T00:00:00Z: only the differences mean "
                + "anything, not dates, weekdays or hours",
            "all input counts as uncached, unless --assume cache=prefix takes the blocks at the "
                + "beginning of a prompt (hash_ids, 512 tokens each) that an earlier one had for "
                + "reads from a cache that never forgets: an upper bound",
            "--assume cache=prefix keeps all requests of a trace in memory, some 0.9 KB each",
            "has no model: as requested nothing can be priced without --assume model=…",
            "has no texts: a policy over lengths and messages needs --assume for each",
        ])
}

extension BurstGPTReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "the traces of BurstGPT (CSV), with or without session and elapsed time",
        detection: "CSV whose header has Timestamp, Model, Request tokens and Response tokens",
        cachedTokens: "has no cached tokens: Request tokens is all input",
        fields: FormatGuide.fields([
            "time": "Timestamp, seconds since 0:00 on the trace's first day (required)",
            "model": "Model: ChatGPT or GPT-4",
            "prompt tokens": "Request tokens (required)",
            "completion tokens": "Response tokens (required)",
            "failed": "0 response tokens; nothing was billed then",
            "session": "Session ID",
            "latency": "Elapsed time, seconds",
            "tag:log-type": "Log Type: Conversation log or API log",
        ]),
        traps: [
            "time starts near 0, which stands for 1970-01-01T00:00:00Z: only the differences mean "
                + "anything, not dates and weekdays",
            "the files named without_fails leave out the requests that failed",
            "ChatGPT and GPT-4 are no ids of a price list: the price table needs them as aliases",
            "Total tokens is passed over: it repeats the sum of the two",
            "has no texts: a policy over lengths and messages needs --assume for each",
        ])
}

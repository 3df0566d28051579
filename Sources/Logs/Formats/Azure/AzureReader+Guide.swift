extension AzureReader {
    /// The format's page.
    static let guide = FormatGuide(
        summary: "the Azure LLM inference traces of 2023 (CSV)",
        detection: "the header \(header)",
        cachedTokens: "has no cached tokens: ContextTokens is all input",
        fields: FormatGuide.fields([
            "time": "TIMESTAMP; it has no zone, which means UTC",
            "prompt tokens": "ContextTokens",
            "completion tokens": "GeneratedTokens",
        ]),
        traps: [
            "has no model: as requested nothing can be priced without --assume model=…",
            "has no texts: a policy over lengths and messages needs --assume for each",
        ])
}

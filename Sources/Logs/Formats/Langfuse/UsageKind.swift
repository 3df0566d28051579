import Pricing

/// What a kind of usage counts as.
enum UsageKind {
    case input, prompt, cacheRead, cacheWrite5m, cacheWrite1h, output, completion, reasoning, total

    /// The kind by its name, capitals and separators aside; nil for what is no token.
    init?(name: String) {
        let name = name.lowercased().filter { $0 != "_" && $0 != "." }
        if name == "total" || name == "totaltokens" {
            self = .total
        } else if name.contains("cachecreation") || name.contains("cachewrite") {
            self = name.hasSuffix("1h") ? .cacheWrite1h : .cacheWrite5m
        } else if name.contains("cached") || name.contains("cacheread") {
            self = .cacheRead
        } else if name.contains("reasoning") {
            self = .reasoning
        } else if name.contains("input") {
            self = .input
        } else if name.contains("output") {
            self = .output
        } else if name.contains("prompt") {
            self = .prompt
        } else if name.contains("completion") {
            self = .completion
        } else {
            return nil
        }
    }

    /// The usage that sums by kind amount to; nil where it is told only in part.
    ///
    /// Some integrations repeat input and output under OpenAI's names, which then do not count.
    /// Embeddings have no output: their total is all input.
    static func usage(
        _ sums: [UsageKind: UInt64], in field: StaticString
    ) throws(BadLine) -> TokenUsage? {
        let plainInput = sums[.input] ?? sums[.prompt]
        let plainOutput = sums[.output] ?? sums[.completion]
        let reasoning = sums[.reasoning] ?? 0
        let usage = TokenUsage(
            input: plainInput ?? 0, cacheRead: sums[.cacheRead] ?? 0,
            cacheWrite5m: sums[.cacheWrite5m] ?? 0, cacheWrite1h: sums[.cacheWrite1h] ?? 0,
            output: (plainOutput ?? 0) + reasoning, reasoning: reasoning)
        guard usage.total < JSONCursor.countLimit else {
            throw .wrong(
                "the sum of \(field)", found: "\(usage.total)",
                expected: "below \(JSONCursor.countLimit)")
        }
        if plainInput != nil && plainOutput != nil { return usage }
        let isTold = plainInput != nil || plainOutput != nil
        return isTold && sums[.total] == usage.total ? usage : nil
    }
}

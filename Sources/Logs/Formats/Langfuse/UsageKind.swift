import Pricing

/// What a kind of usage counts as.
enum UsageKind {
    case input, prompt, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h
    case output, completion, reasoning, total

    /// The kind by its name, capitals and separators aside; nil for what is no token.
    init?(name: String) {
        let name = name.lowercased().filter { $0 != "_" && $0 != "." }
        if name == "total" || name == "totaltokens" {
            self = .total
        } else if let write = Self.cacheWrite(name) {
            self = write
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

    /// The kind of a name that means cache writes; nil for any other.
    ///
    /// Langfuse's own names end in how long they are kept (`input_cache_creation_1h`), LangChain's
    /// have it in their middle (`input_ephemeral_1h_input_tokens`).
    private static func cacheWrite(_ name: String) -> UsageKind? {
        let isNamed = name.contains("cachecreation") || name.contains("cachewrite")
        if name.contains("ephemeral1h") || (isNamed && name.hasSuffix("1h")) {
            return .cacheWrite1h
        }
        if name.contains("ephemeral5m") || (isNamed && name.hasSuffix("5m")) {
            return .cacheWrite5m
        }
        return isNamed ? .cacheWrite : nil
    }

    /// Cache writes whose lifetime isn't told; none where they repeat the sum of those that tell.
    private static func untoldWrites(_ sums: [UsageKind: UInt64]) -> UInt64 {
        let writes = sums[.cacheWrite] ?? 0
        let told = (sums[.cacheWrite5m] ?? 0) + (sums[.cacheWrite1h] ?? 0)
        return writes == told ? 0 : writes
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
            cacheWrite5m: (sums[.cacheWrite5m] ?? 0) + untoldWrites(sums),
            cacheWrite1h: sums[.cacheWrite1h] ?? 0,
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

/// Reads a `usage` object with the names of chat completions or of the Responses API.
struct UsageReader {
    private static let names: [StaticString] = [
        "prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens",
        "prompt_tokens_details", "input_tokens_details", "completion_tokens_details",
        "output_tokens_details",
    ]

    private var keys = KeyTable(names.map { "\($0)" })
    private var inputDetails = DetailReader("cached_tokens")
    private var outputDetails = DetailReader("reasoning_tokens")

    /// The counts; nil for null.
    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) -> InclusiveUsage? {
        if cursor.takeNull() { return nil }
        try cursor.openObject("usage")
        var usage = InclusiveUsage()
        var total: UInt64?
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            let name = Self.names[key]
            switch key {
            case 0, 1:
                usage.prompt = try Self.agreed(usage.prompt, try cursor.count(name), name)
            case 2, 3:
                usage.completion = try Self.agreed(usage.completion, try cursor.count(name), name)
            case 4: total = try cursor.count(name)
            case 5, 6:
                let count = try inputDetails.read(&cursor, in: name)
                usage.cacheRead = try Self.agreed(usage.cacheRead, count, "cached_tokens") ?? 0
            default:
                let count = try outputDetails.read(&cursor, in: name)
                usage.reasoning = try Self.agreed(usage.reasoning, count, "reasoning_tokens") ?? 0
            }
        }
        completeEmbedding(&usage, total: total)
        return usage
    }

    /// The count of one field under the names of both interfaces.
    ///
    /// Gateways that write both leave 0 in the one that they don't use. Of two other counts that
    /// differ none can be preferred.
    static func agreed(
        _ first: UInt64?, _ second: UInt64?, _ field: StaticString
    ) throws(BadLine) -> UInt64? {
        guard let first, let second else { return first ?? second }
        guard first == second || min(first, second) == 0 else {
            throw BadLine(
                reason: "\(field) stands there under two names with different counts",
                detail: "\(first) and \(second)")
        }
        return max(first, second)
    }

    /// Embeddings report no completion: all their tokens are prompt tokens.
    private func completeEmbedding(_ usage: inout InclusiveUsage, total: UInt64?) {
        if usage.completion == nil, let prompt = usage.prompt, prompt == total {
            usage.completion = 0
        }
    }
}

/// Reads the one part of a count that is asked for from an object of them.
private struct DetailReader {
    private let part: StaticString
    private var keys: KeyTable

    init(_ part: StaticString) {
        self.part = part
        keys = KeyTable(["\(part)"])
    }

    mutating func read(
        _ cursor: inout JSONCursor, in field: StaticString
    ) throws(BadLine) -> UInt64? {
        if cursor.takeNull() { return nil }
        try cursor.openObject(field)
        var count: UInt64?
        var members = KeyTable.Members()
        while try keys.next(&cursor, &members) != nil { count = try cursor.count(part) }
        return count
    }
}

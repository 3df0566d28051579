/// Reads a `usage` object with the names of chat completions or of the Responses API.
struct UsageReader {
    private static let names = [
        "prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens",
        "prompt_tokens_details", "input_tokens_details", "completion_tokens_details",
        "output_tokens_details",
    ]

    private var keys = KeyTable(names)
    private var inputKeys = KeyTable(["cached_tokens"])
    private var outputKeys = KeyTable(["reasoning_tokens"])

    /// The counts; nil for null. The object stands inside one at `depth`.
    mutating func read(
        _ cursor: inout JSONCursor, depth: Int
    ) throws(BadLine) -> InclusiveUsage? {
        if cursor.takeNull() { return nil }
        try cursor.openObject("usage")
        var usage = InclusiveUsage()
        var total: UInt64?
        var seen = 0
        var position = 0
        while try cursor.nextMember(isFirst: position == 0) {
            let key = try keys.match(&cursor, position: position)
            position += 1
            guard key >= 0 else {
                try cursor.skipValue(depth: depth + 1)
                continue
            }
            guard seen & (1 << key) == 0 else { throw .duplicate(Self.names[key]) }
            seen |= 1 << key
            switch key {
            case 0, 1: usage.prompt = try cursor.count("prompt_tokens") ?? usage.prompt
            case 2, 3:
                usage.completion = try cursor.count("completion_tokens") ?? usage.completion
            case 4: total = try cursor.count("total_tokens")
            case 5, 6:
                let details = Details(field: "prompt_tokens_details", part: "cached_tokens")
                usage.cacheRead =
                    try details.read(&cursor, &inputKeys, depth: depth + 2) ?? usage.cacheRead
            default:
                let details = Details(field: "completion_tokens_details", part: "reasoning_tokens")
                usage.reasoning =
                    try details.read(&cursor, &outputKeys, depth: depth + 2) ?? usage.reasoning
            }
        }
        completeEmbedding(&usage, total: total)
        return usage
    }

    /// Embeddings report no completion: all their tokens are prompt tokens.
    private func completeEmbedding(_ usage: inout InclusiveUsage, total: UInt64?) {
        if usage.completion == nil, let prompt = usage.prompt, prompt == total {
            usage.completion = 0
        }
    }
}

/// The object that tells one part of a count.
private struct Details {
    let field: StaticString
    let part: StaticString

    func read(
        _ cursor: inout JSONCursor, _ keys: inout KeyTable, depth: Int
    ) throws(BadLine) -> UInt64? {
        if cursor.takeNull() { return nil }
        try cursor.openObject(field)
        var count: UInt64?
        var isSeen = false
        var position = 0
        while try cursor.nextMember(isFirst: position == 0) {
            let key = try keys.match(&cursor, position: position)
            position += 1
            guard key == 0 else {
                try cursor.skipValue(depth: depth)
                continue
            }
            guard !isSeen else { throw .duplicate("\(part)") }
            isSeen = true
            count = try cursor.count(part)
        }
        return count
    }
}

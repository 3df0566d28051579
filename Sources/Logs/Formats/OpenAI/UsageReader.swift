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

    /// The counts of an object that stands inside one at `depth`; nil for null.
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
            case 0, 1:
                let count = try cursor.count("prompt_tokens")
                usage.prompt = try Self.agreed(usage.prompt, count, "prompt_tokens")
            case 2, 3:
                let count = try cursor.count("completion_tokens")
                usage.completion = try Self.agreed(usage.completion, count, "completion_tokens")
            case 4: total = try cursor.count("total_tokens")
            case 5, 6:
                let details = Details(field: "prompt_tokens_details", part: "cached_tokens")
                let count = try details.read(&cursor, &inputKeys, depth: depth + 2)
                usage.cacheRead = try Self.agreed(usage.cacheRead, count, "cached_tokens") ?? 0
            default:
                let details = Details(field: "completion_tokens_details", part: "reasoning_tokens")
                let count = try details.read(&cursor, &outputKeys, depth: depth + 2)
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
    private static func agreed(
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

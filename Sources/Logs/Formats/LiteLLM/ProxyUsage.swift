import Calls

/// Token counts as LiteLLM's usage object has them.
///
/// It has OpenAI's names and the vendor's own beside them. The prompt tokens include cache reads
/// and writes, whatever the vendor.
struct ProxyUsage {
    var prompt: UInt64?
    var completion: UInt64?
    var cacheRead: UInt64?
    var cacheWrite: UInt64?
    var cacheWrite5m: UInt64?
    var cacheWrite1h: UInt64?
    var reasoning: UInt64?
    var serviceTier = NameID.none

    /// Nothing was found: the object was empty, or had only keys that are not read.
    var isEmpty: Bool {
        let counts = [
            prompt, completion, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning,
        ]
        return counts.allSatisfy { $0 == nil }
    }

    /// The counts with the record's own totals, which go before.
    func inclusive(prompt: UInt64?, completion: UInt64?) -> InclusiveUsage {
        InclusiveUsage(
            prompt: prompt ?? self.prompt, completion: completion ?? self.completion,
            cacheRead: cacheRead ?? 0,
            cacheWrite: cacheWrite ?? ((cacheWrite5m ?? 0) + (cacheWrite1h ?? 0)),
            cacheWrite1h: cacheWrite1h ?? 0, reasoning: reasoning ?? 0)
    }
}

/// Reads a usage object of LiteLLM; a count that stands there under several names counts once.
struct ProxyUsageReader {
    private typealias Field = WritableKeyPath<ProxyUsage, UInt64?>

    private var keys = KeyTable([
        "prompt_tokens", "input_tokens", "completion_tokens", "output_tokens",
        "cache_read_input_tokens", "prompt_cache_hit_tokens", "cache_creation_input_tokens",
        "prompt_tokens_details", "input_tokens_details", "completion_tokens_details",
        "output_tokens_details", "service_tier",
    ])
    private var inputKeys = KeyTable([
        "cached_tokens", "cache_write_tokens", "cache_creation_tokens",
        "cache_creation_token_details",
    ])
    private var writeKeys = KeyTable(["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"])
    private var outputKeys = KeyTable(["reasoning_tokens"])
    private var serviceTier: NameReader

    init(names: NameTable) { serviceTier = NameReader(names) }

    /// The counts; nil for null and for an object without any.
    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) -> ProxyUsage? {
        if cursor.takeNull() { return nil }
        try cursor.openObject("usage")
        var usage = ProxyUsage()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: try add(&cursor, "prompt_tokens", to: \.prompt, of: &usage)
            case 1: try add(&cursor, "input_tokens", to: \.prompt, of: &usage)
            case 2: try add(&cursor, "completion_tokens", to: \.completion, of: &usage)
            case 3: try add(&cursor, "output_tokens", to: \.completion, of: &usage)
            case 4: try add(&cursor, "cache_read_input_tokens", to: \.cacheRead, of: &usage)
            case 5: try add(&cursor, "prompt_cache_hit_tokens", to: \.cacheRead, of: &usage)
            case 6: try add(&cursor, "cache_creation_input_tokens", to: \.cacheWrite, of: &usage)
            case 7, 8: try readInput(&cursor, into: &usage)
            case 9, 10: try readOutput(&cursor, into: &usage)
            default: usage.serviceTier = serviceTier.id(try cursor.textIfAny())
            }
        }
        return usage.isEmpty ? nil : usage
    }

    private mutating func readInput(
        _ cursor: inout JSONCursor, into usage: inout ProxyUsage
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("prompt_tokens_details")
        var members = KeyTable.Members()
        while let key = try inputKeys.next(&cursor, &members) {
            switch key {
            case 0: try add(&cursor, "cached_tokens", to: \.cacheRead, of: &usage)
            case 1: try add(&cursor, "cache_write_tokens", to: \.cacheWrite, of: &usage)
            case 2: try add(&cursor, "cache_creation_tokens", to: \.cacheWrite, of: &usage)
            default: try readWrites(&cursor, into: &usage)
            }
        }
    }

    private mutating func readWrites(
        _ cursor: inout JSONCursor, into usage: inout ProxyUsage
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("cache_creation_token_details")
        var members = KeyTable.Members()
        while let key = try writeKeys.next(&cursor, &members) {
            if key == 0 {
                try add(&cursor, "ephemeral_5m_input_tokens", to: \.cacheWrite5m, of: &usage)
            } else {
                try add(&cursor, "ephemeral_1h_input_tokens", to: \.cacheWrite1h, of: &usage)
            }
        }
    }

    private mutating func readOutput(
        _ cursor: inout JSONCursor, into usage: inout ProxyUsage
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("completion_tokens_details")
        var members = KeyTable.Members()
        while try outputKeys.next(&cursor, &members) != nil {
            try add(&cursor, "reasoning_tokens", to: \.reasoning, of: &usage)
        }
    }

    private func add(
        _ cursor: inout JSONCursor, _ name: StaticString, to field: Field,
        of usage: inout ProxyUsage
    ) throws(BadLine) {
        usage[keyPath: field] = try UsageReader.agreed(
            usage[keyPath: field], try cursor.count(name), name)
    }
}

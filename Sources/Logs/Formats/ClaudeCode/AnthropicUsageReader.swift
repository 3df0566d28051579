import Calls
import Pricing

/// Token counts as Anthropic's API gives them: `input_tokens` excludes what was read from a cache
/// or written to one.
struct AnthropicUsage {
    fileprivate var input: UInt64?
    fileprivate var output: UInt64?
    fileprivate var cacheRead: UInt64 = 0
    fileprivate var cacheWrite: UInt64?
    fileprivate var cacheWrite5m: UInt64?
    fileprivate var cacheWrite1h: UInt64?
    /// The tier that the call was served in, a faster mode included.
    fileprivate(set) var tier = NameID.none

    /// Tokens were written to a cache, and for how long is not said.
    var hasUnknownCacheLifetime: Bool {
        (cacheWrite ?? 0) > (cacheWrite5m ?? 0) + (cacheWrite1h ?? 0)
    }

    /// The counts in disjoint parts; nil where input and output are not both there.
    func tokens() throws(BadLine) -> TokenUsage? {
        guard let input, let output else { return nil }
        let (write5m, write1h) = (cacheWrite5m ?? 0, cacheWrite1h ?? 0)
        let written = cacheWrite ?? write5m + write1h
        guard write5m + write1h <= written else {
            throw BadLine(
                reason: "cache_creation adds up to more than cache_creation_input_tokens",
                detail: "\(write5m) + \(write1h) of \(written)")
        }
        return TokenUsage(
            input: input, cacheRead: cacheRead, cacheWrite5m: written - write1h,
            cacheWrite1h: write1h, output: output)
    }
}

/// Reads the object `usage` of a message of Anthropic's API.
struct AnthropicUsageReader {
    private enum Key: String, CaseIterable {
        case input = "input_tokens"
        case output = "output_tokens"
        case cacheRead = "cache_read_input_tokens"
        case cacheWrite = "cache_creation_input_tokens"
        case lifetimes = "cache_creation"
        case tier = "service_tier"
        case speed
    }

    private var keys = KeyTable(Key.allCases.map(\.rawValue))
    private var lifetimes = KeyTable(["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"])
    private var tier, speed: NameReader
    private let fast: NameID

    init(names: NameTable) {
        (tier, speed) = (NameReader(names), NameReader(names))
        fast = names.intern("fast")
    }

    /// Reads the object; nil for null.
    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) -> AnthropicUsage? {
        if cursor.takeNull() { return nil }
        var usage = AnthropicUsage()
        var speedName = NameID.none
        try cursor.openObject("usage")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch Key.allCases[key] {
            case .input: usage.input = try cursor.count("input_tokens")
            case .output: usage.output = try cursor.count("output_tokens")
            case .cacheRead:
                usage.cacheRead = try cursor.count("cache_read_input_tokens") ?? 0
            case .cacheWrite:
                usage.cacheWrite = try cursor.count("cache_creation_input_tokens")
            case .lifetimes: try readLifetimes(&cursor, into: &usage)
            case .tier: usage.tier = tier.id(try cursor.optionalText("service_tier"))
            case .speed: speedName = speed.id(try cursor.optionalText("speed"))
            }
        }
        if speedName == fast { usage.tier = fast }
        return usage
    }

    private mutating func readLifetimes(
        _ cursor: inout JSONCursor, into usage: inout AnthropicUsage
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("cache_creation")
        var members = KeyTable.Members()
        while let key = try lifetimes.next(&cursor, &members) {
            if key == 0 {
                usage.cacheWrite5m = try cursor.count("ephemeral_5m_input_tokens")
            } else {
                usage.cacheWrite1h = try cursor.count("ephemeral_1h_input_tokens")
            }
        }
    }
}

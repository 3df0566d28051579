/// A field of LiteLLM's price list, as its name says what it holds.
///
/// The names of prices per token are a grammar: a kind of token, then in any order a context bound
/// (`_above_200k_tokens`), how long a cache write is kept (`_above_1hr`) and a service tier
/// (`_batches`, `_flex`, `_priority` or any other word).
enum LiteLLMField: Hashable {
    /// A price per token.
    case rate(Meter, RateCard.Scope)
    /// A price of something that logs do not count; the name without bound and tier.
    case unmetered(String)
    /// A name that begins like a price per token and does not go on like one.
    case unknown
    /// Nothing about prices.
    case information

    private static let stems: [(name: String, meter: Meter)] = [
        ("input_cost_per_token_cache_hit", .cacheRead),
        ("input_cost_per_token", .input),
        ("output_cost_per_token", .output),
        ("output_cost_per_reasoning_token", .reasoning),
        ("cache_read_input_token_cost", .cacheRead),
        ("cache_creation_input_token_cost", .cacheWrite5m),
    ]

    /// What a name that holds a price has in it.
    private static let signs = [
        "cost", "pric", "multiplier", "billing", "free_requests", "provider_specific_entry",
    ]

    /// Takes a name apart.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - boundsAreReached: Whether a bound is in force when it is reached, not only beyond it.
    init(_ name: String, boundsAreReached: Bool) {
        guard Self.signs.contains(where: { name.contains($0) }) else {
            self = .information
            return
        }
        let stem = Self.stems.first { name.hasPrefix($0.name) }
        guard let stem else {
            self = .unmetered(FieldModifiers(name, after: nil).stem)
            return
        }
        let modifiers = FieldModifiers(name, after: stem.name)
        guard modifiers.stem == stem.name else {
            self = .unknown
            return
        }
        let band = modifiers.bound.map {
            boundsAreReached ? ContextBand(atLeast: $0) : ContextBand(over: $0)
        }
        let scope = RateCard.Scope(modifiers.tier ?? .standard, band ?? .base)
        switch (modifiers.hours, stem.meter) {
        case (nil, let meter): self = .rate(meter, scope)
        case (1, .cacheWrite5m): self = .rate(.cacheWrite1h, scope)
        case (let hours?, .cacheWrite5m): self = .unmetered("\(stem.name)_above_\(hours)hr")
        default: self = .unknown
        }
    }
}

/// What follows the kind of token in a field's name.
private struct FieldModifiers {
    /// What is left of the name.
    private(set) var stem: String
    private(set) var bound: UInt64?
    private(set) var hours: UInt64?
    private(set) var tier: ServiceTier?

    /// Tiers of the list, which mark a tier where the kind of price is not known.
    private static let tiers: Set = [
        "batches", "flex", "priority", "ultrafast", "balanced", "decisions",
    ]

    /// Takes modifiers off the end of a name.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - start: What it begins with; nil where that is not known.
    init(_ name: String, after start: String?) {
        stem = name
        while stem.utf8.count > (start ?? "").utf8.count, takeBound() || takeTier(start) {}
    }

    /// `_above_200k_tokens` or `_above_1hr` at the end.
    private mutating func takeBound() -> Bool {
        guard let match = stem.wholeMatch(of: /(.+)_above_(\d{1,12})(k?_tokens|hr)/),
            let number = UInt64(match.2)
        else { return false }
        if match.3 == "hr" {
            guard hours == nil else { return false }
            hours = number
        } else {
            guard bound == nil, number > 0 else { return false }
            bound = match.3.hasPrefix("k") ? number * 1_000 : number
        }
        stem = String(match.1)
        return true
    }

    /// A single word at the end.
    private mutating func takeTier(_ start: String?) -> Bool {
        guard tier == nil, let match = stem.wholeMatch(of: /(.+)_([a-z]+)/) else { return false }
        let word = String(match.2)
        let isTier = start.map { match.1.hasPrefix($0) } ?? Self.tiers.contains(word)
        guard isTier, word != "tokens", word != "above" else { return false }
        tier = word == "batches" ? .batch : ServiceTier(word)
        stem = String(match.1)
        return true
    }
}

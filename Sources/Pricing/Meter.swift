/// A kind of token that has a rate of its own.
///
/// The kinds are disjoint: every token of a call is counted by exactly one of them.
public enum Meter: String, CaseIterable, Hashable, Sendable {
    /// Input that was neither read from nor written to a cache.
    case input
    /// Input read from a cache.
    case cacheRead = "cache_read"
    /// Input written to a cache that keeps it for five minutes.
    case cacheWrite5m = "cache_write_5m"
    /// Input written to a cache that keeps it for an hour.
    case cacheWrite1h = "cache_write_1h"
    /// Output that the caller sees.
    case output
    /// Output that the model thinks with.
    case reasoning

    /// The meters whose rates apply where the table has none for this one, the nearest first.
    var substitutes: [Meter] {
        switch self {
        case .input, .output: []
        case .cacheRead, .cacheWrite5m: [.input]
        case .cacheWrite1h: [.cacheWrite5m, .input]
        case .reasoning: [.output]
        }
    }
}

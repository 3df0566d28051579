/// The tokens of a call, or of many.
///
/// The kinds of input are disjoint; reasoning is a part of the output.
@frozen
public struct TokenUsage: Hashable, Sendable, BitwiseCopyable {
    /// Input that was neither read from nor written to a cache.
    public var input: UInt64
    /// Input read from a cache.
    public var cacheRead: UInt64
    /// Input written to a cache for five minutes.
    public var cacheWrite5m: UInt64
    /// Input written to a cache for an hour.
    public var cacheWrite1h: UInt64
    /// All output, reasoning included.
    public var output: UInt64
    /// The part of the output that is reasoning; never more than `output`.
    public var reasoning: UInt64

    /// Counts by kind, zero where not given.
    @inlinable
    public init(
        input: UInt64 = 0, cacheRead: UInt64 = 0, cacheWrite5m: UInt64 = 0,
        cacheWrite1h: UInt64 = 0, output: UInt64 = 0, reasoning: UInt64 = 0
    ) {
        self.input = input
        self.cacheRead = cacheRead
        self.cacheWrite5m = cacheWrite5m
        self.cacheWrite1h = cacheWrite1h
        self.output = output
        self.reasoning = reasoning
    }

    /// No tokens.
    @inlinable public static var zero: TokenUsage { TokenUsage() }

    /// Adds the tokens of a call to a total.
    @inlinable
    public static func += (left: inout TokenUsage, right: TokenUsage) {
        left.input += right.input
        left.cacheRead += right.cacheRead
        left.cacheWrite5m += right.cacheWrite5m
        left.cacheWrite1h += right.cacheWrite1h
        left.output += right.output
        left.reasoning += right.reasoning
    }

    /// Takes tokens away that were added before.
    @inlinable
    public static func -= (left: inout TokenUsage, right: TokenUsage) {
        left.input -= right.input
        left.cacheRead -= right.cacheRead
        left.cacheWrite5m -= right.cacheWrite5m
        left.cacheWrite1h -= right.cacheWrite1h
        left.output -= right.output
        left.reasoning -= right.reasoning
    }

    /// All input: fresh, read from a cache and written to one.
    @inlinable public var totalInput: UInt64 {
        input + cacheRead + cacheWrite5m + cacheWrite1h
    }

    /// All tokens.
    @inlinable public var total: UInt64 { totalInput + output }

    /// The tokens that a meter bills; over all meters they add up to `total`.
    @inlinable
    public subscript(meter: Meter) -> UInt64 {
        switch meter {
        case .input: input
        case .cacheRead: cacheRead
        case .cacheWrite5m: cacheWrite5m
        case .cacheWrite1h: cacheWrite1h
        case .output: output - min(reasoning, output)
        case .reasoning: min(reasoning, output)
        }
    }
}

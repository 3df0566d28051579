/// What a policy says of one request, as `PolicyEvaluator` writes it.
@frozen
public struct Verdict: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    /// Bit 15: whether the rule decides is unknown; the other bits: which of the policy's
    /// outcomes it is, the rule's first where it is unknown.
    public let rawValue: UInt16

    @usableFromInline
    static let unknownMark: UInt16 = 1 << 15

    /// Wraps what the evaluator wrote.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The position among the policy's outcomes; its rule is the first that is not false.
    @inlinable
    public var outcome: Int { Int(rawValue & ~Self.unknownMark) }

    /// Whether it is unknown that the rule decides, or what it gives.
    @inlinable
    public var isUnknown: Bool { rawValue & Self.unknownMark != 0 }
}

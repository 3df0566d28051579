/// Whether a record says how many tokens were used.
@frozen
public enum UsageState: UInt8, Sendable, Hashable, CaseIterable {
    /// The counts are there.
    case known
    /// Nothing was used: the call failed before anything was billed.
    case none
    /// Not told (a stream that was cut, or that reports no usage): neither zero nor a guess.
    case unknown
}

/// The yes-or-no facts of a record and its usage state, packed into one byte.
@frozen
public struct CallFlags: Hashable, Sendable, BitwiseCopyable {
    /// Bits 0–1: the usage state; bit 2: failed; bit 3: has a recorded cost.
    public let rawValue: UInt8

    /// Packs the facts.
    @inlinable
    public init(usage: UsageState, isFailed: Bool, hasRecordedCost: Bool) {
        rawValue = usage.rawValue | (isFailed ? 4 : 0) | (hasRecordedCost ? 8 : 0)
    }

    /// Takes packed facts back.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue & 15 }

    /// Whether the record says how many tokens were used.
    public var usage: UsageState { UsageState(rawValue: rawValue & 3) ?? .unknown }

    /// The log itself marks the call as failed.
    public var isFailed: Bool { rawValue & 4 != 0 }

    /// The log carries a cost for the call.
    public var hasRecordedCost: Bool { rawValue & 8 != 0 }
}

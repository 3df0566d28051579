/// A value of three-valued logic: what a record lacks is neither true nor false.
///
/// Bit 0 says that it can be true, bit 1 that it can be false, so the connectives need no branches.
@frozen
public struct Truth: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    /// 1, 2 or 3.
    public let rawValue: UInt8

    /// Wraps the two bits; 0, which would be neither, counts as unknown.
    @inlinable
    public init(rawValue: UInt8) {
        self.rawValue = rawValue & 3 == 0 ? 3 : rawValue & 3
    }

    /// True or false.
    @inlinable
    public init(_ isTrue: Bool) { self.init(rawValue: isTrue ? 1 : 2) }

    /// Can only be true.
    public static let `true` = Truth(rawValue: 1)
    /// Can only be false.
    public static let `false` = Truth(rawValue: 2)
    /// Can be either.
    public static let unknown = Truth(rawValue: 3)

    /// True where both are, false where either is.
    @inlinable
    public static func && (left: Truth, right: Truth) -> Truth {
        Truth(rawValue: left.rawValue & right.rawValue & 1 | (left.rawValue | right.rawValue) & 2)
    }

    /// True where either is, false where both are.
    @inlinable
    public static func || (left: Truth, right: Truth) -> Truth {
        Truth(rawValue: (left.rawValue | right.rawValue) & 1 | left.rawValue & right.rawValue & 2)
    }

    /// True where it is false; unknown stays unknown.
    @inlinable
    public static prefix func ! (truth: Truth) -> Truth {
        Truth(rawValue: truth.rawValue >> 1 | truth.rawValue << 1 & 2)
    }
}

extension Truth: CustomStringConvertible {
    /// "true", "false" or "unknown".
    public var description: String {
        switch self {
        case .true: "true"
        case .false: "false"
        default: "unknown"
        }
    }
}

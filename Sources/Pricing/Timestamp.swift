/// An instant, in nanoseconds of UTC; the years 1678 to 2261 can be held.
@frozen
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Nanoseconds since the beginning of 1970.
    public let nanoseconds: Int64

    /// An instant by its nanoseconds since the beginning of 1970.
    @inlinable
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Whether an instant is the earlier one.
    @inlinable
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Before any other instant.
    static let distantPast = Timestamp(nanoseconds: .min)

    static let nanosecondsPerSecond: Int64 = 1_000_000_000
    static let secondsPerDay: Int64 = 86_400
}

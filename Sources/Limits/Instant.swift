/// A point in time, counted in nanoseconds from an origin that the caller keeps to; for calls of a
/// log it is the Unix epoch, so that windows begin with the minutes of the clock.
public struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the origin.
    public let nanoseconds: Int64

    /// The origin.
    public static let origin = Instant(nanoseconds: 0)
    /// What is later than anything that happens: where times end, 292 years after the origin.
    public static let never = Instant(nanoseconds: .max)

    /// A point in time.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Whether one is earlier.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Later by a span; never where times end before.
    public static func + (instant: Instant, span: TimeSpan) -> Instant {
        let (sum, isBeyond) = instant.nanoseconds.addingReportingOverflow(span.nanoseconds)
        return isBeyond ? .never : Instant(nanoseconds: sum)
    }

    /// What lies between two points, negative where the first is earlier.
    public static func - (left: Instant, right: Instant) -> TimeSpan {
        TimeSpan(nanoseconds: left.nanoseconds - right.nanoseconds)
    }
}

/// How long something takes, in nanoseconds.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// Nanoseconds.
    public let nanoseconds: Int64

    /// No time.
    public static let zero = TimeSpan(nanoseconds: 0)
    /// One minute.
    public static let minute = seconds(60)
    /// The longest that anything is stated to take, ten years.
    public static let longest = seconds(10 * 366 * 86_400)

    /// A span.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// A span, rounded to the nanosecond and cut to what lies between nothing and the longest.
    ///
    /// - Parameter seconds: A number; what is none makes the longest span.
    public init(rounding seconds: Double) {
        let nanoseconds = (seconds * 1e9).rounded()
        let isShort = nanoseconds < Double(Self.longest.nanoseconds)
        self = isShort ? Self(nanoseconds: Int64(max(0, nanoseconds))) : .longest
    }

    /// Whole seconds.
    public static func seconds(_ count: Int64) -> TimeSpan {
        TimeSpan(nanoseconds: count * 1_000_000_000)
    }

    /// Whole milliseconds.
    public static func milliseconds(_ count: Int64) -> TimeSpan {
        TimeSpan(nanoseconds: count * 1_000_000)
    }

    /// The span in seconds.
    public var seconds: Double { Double(nanoseconds) / 1e9 }

    /// Whether one is shorter.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Both together, cut to what can be counted.
    public static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        let (sum, isBeyond) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return TimeSpan(nanoseconds: isBeyond ? .max : sum)
    }
}

import Pricing

/// An hour as the clocks of a zone show it, with their offset from UTC, in 32 bits.
///
/// The instant at which it began would not do: where clocks change within an hour (Lord Howe, and
/// St. John's until 2011) two hours can begin at the same instant. Offsets are held in steps of
/// five minutes; all those in use since 1972 are such.
struct LocalHour {
    /// Local hours since 1970 above nine bits for the offset.
    let rawValue: Int32

    init(rawValue: Int32) { self.rawValue = rawValue }

    /// The hour that clocks show at an instant.
    init(seconds: Int64, offset: Int64) {
        let hours = (seconds + offset).floorDivided(by: Self.secondsPerHour)
        let steps = offset.floorDivided(by: Self.secondsPerStep) + Self.zeroOffset
        rawValue = Int32(hours << Self.offsetBits | steps)
    }

    /// Local time minus UTC, in seconds.
    private var offset: Int64 {
        (Int64(rawValue) & Self.offsetMask - Self.zeroOffset) * Self.secondsPerStep
    }

    private var localSeconds: Int64 { Int64(rawValue) >> Self.offsetBits * Self.secondsPerHour }

    /// The seconds from 1970 to the instant at which these clocks show the full hour.
    var start: Int64 { localSeconds - offset }

    /// The full hour by RFC 3339, with the zone's offset: `2026-01-05T08:00:00+01:00`.
    var label: String {
        let local = Timestamp(nanoseconds: localSeconds * 1_000_000_000).rfc3339
        return local.dropLast() + Self.offsetLabel(offset / 60)
    }

    /// An offset as RFC 3339 writes it: `Z`, `+01:00`.
    static func offsetLabel(_ minutes: Int64) -> String {
        if minutes == 0 { return "Z" }
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        let sign = minutes < 0 ? "-" : "+"
        return "\(sign)\(twoDigits(hours)):\(twoDigits(rest))"
    }

    private static func twoDigits(_ value: Int64) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }

    private static let secondsPerHour: Int64 = 3600
    private static let secondsPerStep: Int64 = 300
    private static let offsetBits: Int64 = 9
    private static let offsetMask: Int64 = 511
    private static let zeroOffset: Int64 = 256
}

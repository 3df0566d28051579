public import Foundation
import Pricing
import Routing

/// Days and hours in a time zone.
///
/// Offsets from UTC seldom change, so one look-up serves all calls of a quarter of an hour, unless
/// the offset changes within it.
public struct LocalClock: Sendable {
    /// The zone.
    public let timeZone: TimeZone
    /// The zone's name, such as `Europe/Berlin`.
    public var zoneName: String { isUTC ? "UTC" : timeZone.identifier }
    private let isUTC: Bool
    private var quarter = Int64.min
    /// The offset during the quarter; nil where it changes.
    private var quarterOffset: Int64?

    private static let secondsPerDay: Int64 = 86_400
    private static let secondsPerHour: Int64 = 3600
    private static let secondsPerMinute: Int64 = 60
    private static let secondsPerQuarter: Int64 = 900

    static let utc = LocalClock(.gmt)

    /// A clock that shows the time of a zone.
    public init(_ timeZone: TimeZone) {
        self.timeZone = timeZone
        isUTC = timeZone.identifier == "GMT" || timeZone.identifier == "UTC"
    }

    /// A clock that shows the time of a policy's zone.
    init(of policy: Policy) {
        guard let zone = TimeZone(identifier: policy.timeZone) else {
            preconditionFailure("a policy names a zone that the system knows")
        }
        self.init(zone)
    }

    /// The days from 1970-01-01 to the local day of an instant.
    mutating func day(_ nanoseconds: Int64) -> Int32 {
        let seconds = Self.seconds(nanoseconds)
        return Int32((seconds + offset(at: seconds)).floorDivided(by: Self.secondsPerDay))
    }

    /// The local hour of an instant.
    mutating func hour(_ nanoseconds: Int64) -> LocalHour {
        let seconds = Self.seconds(nanoseconds)
        return LocalHour(seconds: seconds, offset: offset(at: seconds))
    }

    /// The full minutes from 1970 to an instant: as clocks change at full minutes only, they tell
    /// local minutes apart.
    static func minute(_ nanoseconds: Int64) -> Int32 {
        Int32(seconds(nanoseconds).floorDivided(by: secondsPerMinute))
    }

    /// A minute as local clocks show it, with their offset: `2026-01-05T08:15:00+01:00`.
    mutating func minuteLabel(_ minute: Int32) -> String {
        let seconds = Int64(minute) * Self.secondsPerMinute
        let offset = offset(at: seconds)
        let local = Timestamp(nanoseconds: (seconds + offset) * 1_000_000_000).rfc3339
        return local.dropLast() + LocalHour.offsetLabel(offset / Self.secondsPerMinute)
    }

    /// The full hours since local midnight, as clocks show them.
    mutating func hourOfDay(_ nanoseconds: Int64) -> Int64 {
        let seconds = Self.seconds(nanoseconds)
        let local = seconds + offset(at: seconds)
        let sinceMidnight = local - local.floorDivided(by: Self.secondsPerDay) * Self.secondsPerDay
        return sinceMidnight / Self.secondsPerHour
    }

    /// The local day of the week, from 0 for Monday; 1970-01-01 was a Thursday.
    mutating func weekday(_ nanoseconds: Int64) -> Int {
        let days = Int64(day(nanoseconds)) + 3
        return Int(days - days.floorDivided(by: 7) * 7)
    }

    /// A day as `2026-01-05`.
    static func dayLabel(_ day: Int32) -> String {
        let midnight = Int64(day) * secondsPerDay
        return String(Timestamp(nanoseconds: midnight * 1_000_000_000).rfc3339.prefix(10))
    }

    /// The month of a day, counted from the year 0.
    static func month(ofDay day: Int32) -> Int32 {
        let date = Timestamp.civil(fromDays: Int(day))
        return Int32(date.year * 12 + date.month - 1)
    }

    /// A month as `2026-01`.
    static func monthLabel(_ month: Int32) -> String {
        let (year, rest) = month.quotientAndRemainder(dividingBy: 12)
        return "\(year)-\(rest < 9 ? "0" : "")\(rest + 1)"
    }

    /// Local time minus UTC, in seconds.
    private mutating func offset(at seconds: Int64) -> Int64 {
        if isUTC { return 0 }
        let current = seconds.floorDivided(by: Self.secondsPerQuarter)
        if current != quarter {
            quarter = current
            let start = current * Self.secondsPerQuarter
            let (first, last) = (lookUp(start), lookUp(start + Self.secondsPerQuarter - 1))
            quarterOffset = first == last ? first : nil
        }
        return quarterOffset ?? lookUp(seconds)
    }

    private func lookUp(_ seconds: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return Int64(timeZone.secondsFromGMT(for: date))
    }

    private static func seconds(_ nanoseconds: Int64) -> Int64 {
        nanoseconds.floorDivided(by: 1_000_000_000)
    }
}

extension Int64 {
    /// The quotient rounded down.
    func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

import Foundation
public import Pricing

/// Hours, days or weeks in a time zone, each with a number that the next one follows.
///
/// Where clocks change, a day has 23 or 25 hours; hours are numbered as they pass, so none is
/// missing and none stands twice.
public struct PeriodClock: Sendable {
    /// How long a period is.
    public let length: PeriodLength
    private let clock: LocalClock
    /// By how many seconds the zone's hours begin before those of UTC.
    private let hourShift: Int64

    private static let secondsPerHour: Int64 = 3600
    private static let secondsPerDay: Int64 = 86_400
    /// 1970-01-01 was a Thursday.
    private static let daysSinceMonday: Int64 = 3

    /// A clock.
    ///
    /// - Parameters:
    ///   - length: How long a period is.
    ///   - clock: The zone in which days are cut.
    ///   - instant: Any instant of the time that is looked at.
    public init(_ length: PeriodLength, _ clock: LocalClock, near instant: Timestamp) {
        self.length = length
        self.clock = clock
        let offset = Int64(clock.timeZone.secondsFromGMT(for: Self.date(instant)))
        hourShift = offset - offset.floorDivided(by: Self.secondsPerHour) * Self.secondsPerHour
    }

    /// The zone's name, such as `Europe/Berlin`.
    public var zoneName: String { clock.zoneName }

    /// The number of the period in which an instant lies.
    public func period(of instant: Timestamp) -> Int {
        switch length {
        case .hour:
            Int((Self.seconds(instant) + hourShift).floorDivided(by: Self.secondsPerHour))
        case .day: day(of: instant)
        case .week: Int((Int64(day(of: instant)) + Self.daysSinceMonday).floorDivided(by: 7))
        }
    }

    /// The first instant of a period.
    public func start(of period: Int) -> Timestamp {
        guard length == .hour else { return startOfDay(firstDay(of: period)) }
        return Timestamp(nanoseconds: hourStart(period) * 1_000_000_000)
    }

    /// A period as people write it: `2026-01-05`, for a week its Monday, for an hour
    /// `2026-01-05T08:00:00+01:00`.
    public func label(_ period: Int) -> String {
        guard length == .hour else { return LocalClock.dayLabel(Int32(firstDay(of: period))) }
        let start = hourStart(period)
        let zone = clock.timeZone
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(start)))
        return LocalHour(seconds: start, offset: Int64(offset)).label
    }

    /// Where periods end whose last is this one, as people write it: for a week its Sunday.
    public func lastLabel(_ period: Int) -> String {
        length == .week ? LocalClock.dayLabel(Int32(firstDay(of: period) + 6)) : label(period)
    }

    /// The stretch of the calendar in which a period begins: a number that the next one follows,
    /// and its label, such as `2026-01` for a month.
    public func stretch(_ unit: BudgetUnit, of period: Int) -> (number: Int, label: String) {
        let day = firstDay(of: period)
        switch unit {
        case .day: return (day, LocalClock.dayLabel(Int32(day)))
        case .week:
            let week = (Int64(day) + Self.daysSinceMonday).floorDivided(by: 7)
            return (Int(week), LocalClock.dayLabel(Int32(week * 7 - Self.daysSinceMonday)))
        case .month:
            let month = LocalClock.month(ofDay: Int32(day))
            return (Int(month), LocalClock.monthLabel(month))
        }
    }

    /// The local day on which a period begins, counted from 1970-01-01.
    private func firstDay(of period: Int) -> Int {
        switch length {
        case .hour: day(of: start(of: period))
        case .day: period
        case .week: period * 7 - Int(Self.daysSinceMonday)
        }
    }

    private func day(of instant: Timestamp) -> Int {
        var clock = clock
        return Int(clock.day(instant.nanoseconds))
    }

    private func hourStart(_ period: Int) -> Int64 {
        Int64(period) * Self.secondsPerHour - hourShift
    }

    /// Where clocks skip midnight, a day begins when they jump.
    private func startOfDay(_ day: Int) -> Timestamp {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = clock.timeZone
        let noonUTC = Int64(day) * Self.secondsPerDay + Self.secondsPerDay / 2
        let near = Date(timeIntervalSince1970: TimeInterval(noonUTC))
        let noon = noonUTC - Int64(clock.timeZone.secondsFromGMT(for: near))
        let start = calendar.startOfDay(for: Date(timeIntervalSince1970: TimeInterval(noon)))
        return Timestamp(nanoseconds: Int64(start.timeIntervalSince1970) * 1_000_000_000)
    }

    private static func seconds(_ instant: Timestamp) -> Int64 {
        instant.nanoseconds.floorDivided(by: 1_000_000_000)
    }

    private static func date(_ instant: Timestamp) -> Date {
        Date(timeIntervalSince1970: TimeInterval(seconds(instant)))
    }
}

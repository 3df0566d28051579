import Foundation
import Pricing
import Testing

@testable import Replay

/// Days, hours and minutes against Foundation's calendar.
@Suite struct `Local clock` {
    static let zones = [
        "GMT", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata",
        "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia",
        "Africa/Casablanca", "Africa/Monrovia",
    ]

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func labels(
        _ nanoseconds: Int64, _ calendar: Calendar
    ) -> (day: String, hour: String, minute: String) {
        let seconds = (Double(nanoseconds / 1000) / 1_000_000).rounded(.down)
        let date = Date(timeIntervalSince1970: seconds)
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let offset = calendar.timeZone.secondsFromGMT(for: date)
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        let shown = offset == 0 ? "Z" : "\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
        let day = "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
        let hour = "\(day)T\(two(parts.hour)):"
        return (day, "\(hour)00:00\(shown)", "\(hour)\(two(parts.minute)):00\(shown)")
    }

    private static func two(_ number: Int?) -> String { String("0\(number ?? -1)".suffix(2)) }

    private func check(_ instants: [Int64], zone name: String) throws {
        let zone = try timeZone(name)
        let calendar = Self.calendar(zone)
        var clock = LocalClock(zone)
        for nanoseconds in instants {
            let expected = Self.labels(nanoseconds, calendar)
            let time = Timestamp(nanoseconds: nanoseconds)
            #expect(LocalClock.dayLabel(clock.day(nanoseconds)) == expected.day, "\(time)")
            #expect(clock.hour(nanoseconds).label == expected.hour, "\(time)")
            let minute = clock.minuteLabel(LocalClock.minute(nanoseconds))
            #expect(minute == expected.minute, "\(time)")
        }
    }

    @Test(arguments: zones)
    func `agrees with the calendar at random instants`(zone: String) throws {
        var random = SplitMix(state: 7)
        let range =
            try timestamp("1973-01-01T00:00:00Z")
            .nanoseconds...timestamp("2100-01-01T00:00:00Z").nanoseconds
        try check((0..<300).map { _ in Int64.random(in: range, using: &random) }, zone: zone)
    }

    @Test(arguments: zones)
    func `agrees with the calendar around changes of the clocks`(zone name: String) throws {
        let zone = try timeZone(name)
        var instants: [Int64] = []
        var date = Date(timeIntervalSince1970: 1_100_000_000)
        while instants.count < 600, let next = zone.nextDaylightSavingTimeTransition(after: date) {
            let seconds = Int64(next.timeIntervalSince1970)
            for step in [-3600, -1800, -61, -60, -1, 0, 1, 59, 60, 899, 1799, 1800, 3599, 3600] {
                instants.append((seconds + Int64(step)) * 1_000_000_000)
            }
            date = next.addingTimeInterval(1)
        }
        try check(instants, zone: name)
    }

    /// The order in which a worker meets calls must not move them to another hour.
    @Test(arguments: [
        ("America/St_Johns", "2006-10-29T02:31:00Z"), ("Africa/Monrovia", "1972-01-07T00:44:30Z"),
    ])
    func `does not depend on what it was asked before`(name: String, change: String) throws {
        let zone = try timeZone(name)
        let change = try timestamp(change).nanoseconds
        for step: Int64 in stride(from: -600, through: 600, by: 30) {
            let instant = change + step * 1_000_000_000
            var used = LocalClock(zone)
            for before: Int64 in [-300, -1, 0, 300] {
                _ = used.hour(change + before * 1_000_000_000)
                var fresh = LocalClock(zone)
                #expect(used.hour(instant).label == fresh.hour(instant).label)
                #expect(used.day(instant) == fresh.day(instant))
            }
        }
    }

    /// Instants one minute apart: the same hour of the calendar or another one, never both.
    @Test(arguments: [
        ("Europe/Berlin", "2026-10-25T00:00:00Z"), ("Europe/Berlin", "2026-03-29T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T13:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-03T14:00:00Z"),
        ("America/St_Johns", "2006-04-02T02:00:00Z"), ("America/St_Johns", "2006-10-29T01:00:00Z"),
    ])
    func `has one key for each hour and keeps their order`(zone: String, from: String) throws {
        var clock = LocalClock(try timeZone(zone))
        let start = try timestamp(from).nanoseconds
        let hours = (0..<300).map { clock.hour(start + $0 * 60_000_000_000) }
        let keys = hours.map(\.rawValue)
        let labels = hours.map(\.label)
        #expect(Set(zip(keys, labels).map { "\($0) \($1)" }).count == Set(keys).count)
        #expect(Set(keys).count == Set(labels).count)
        #expect(zip(hours, hours.dropFirst()).allSatisfy { $0.start <= $1.start })
    }

    @Test(arguments: [
        ("1678-01-01T00:00:00Z", "1677-12-31", "1677-12-31T12:00:00-12:00", "Etc/GMT+12"),
        ("2261-12-31T23:59:59.999999999Z", "2262-01-01", "2262-01-01T13:00:00+14:00", "Etc/GMT-14"),
        ("1969-12-31T23:59:59.999999999Z", "1969-12-31", "1969-12-31T23:00:00Z", "GMT"),
        ("1970-01-01T00:00:00Z", "1970-01-01", "1970-01-01T00:00:00Z", "UTC"),
    ])
    func `holds the first and the last instant`(
        time: String, day: String, hour: String, zone: String
    ) throws {
        var clock = LocalClock(try timeZone(zone))
        let instant = try timestamp(time).nanoseconds
        #expect(LocalClock.dayLabel(clock.day(instant)) == day)
        #expect(clock.hour(instant).label == hour)
    }

    @Test func `knows offsets in steps of five minutes only`() throws {
        let dates = stride(from: 100_000_000, to: 1_800_000_000, by: 10_000_000.0)
            .map { Date(timeIntervalSince1970: $0) }
        for name in TimeZone.knownTimeZoneIdentifiers {
            let zone = try timeZone(name)
            let odd = dates.first { zone.secondsFromGMT(for: $0) % 300 != 0 }
            #expect(odd == nil, "\(name)")
        }
    }
}

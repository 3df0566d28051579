import Foundation
import Pricing
import Replay
import Testing

@Suite struct PeriodClockTests {
    private func instant(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: text))
    }

    private func clock(_ length: PeriodLength, _ zone: String, _ near: String) throws -> PeriodClock
    {
        let zone = try #require(TimeZone(identifier: zone))
        return PeriodClock(length, LocalClock(zone), near: try instant(near))
    }

    /// On 29 March 2026 the clocks of Berlin skip an hour, on 25 October they repeat one.
    @Test(arguments: [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-30", 24)])
    func aDayHasAsManyHoursAsTheClocksShow(_ date: String, _ hours: Int) throws {
        let days = try clock(.day, "Europe/Berlin", date + "T12:00:00Z")
        let day = days.period(of: try instant(date + "T12:00:00Z"))
        #expect(days.label(day) == date)
        let (start, end) = (days.start(of: day), days.start(of: day + 1))
        #expect(end.nanoseconds - start.nanoseconds == Int64(hours) * 3_600_000_000_000)
        let hourly = try clock(.hour, "Europe/Berlin", date + "T12:00:00Z")
        #expect(hourly.period(of: end) - hourly.period(of: start) == hours)
    }

    @Test func hoursPassWithoutGapOrRepetition() throws {
        let hours = try clock(.hour, "Europe/Berlin", "2026-10-25T00:00:00Z")
        let first = hours.period(of: try instant("2026-10-24T23:30:00Z"))
        #expect(
            (first..<(first + 4)).map(hours.label) == [
                "2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00",
                "2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00",
            ])
    }

    @Test func hoursBeginWhereTheZonesDo() throws {
        let hours = try clock(.hour, "Asia/Kolkata", "2026-01-05T00:00:00Z")
        let hour = hours.period(of: try instant("2026-01-05T00:40:00Z"))
        #expect(hours.label(hour) == "2026-01-05T06:00:00+05:30")
        #expect(hours.start(of: hour) == (try instant("2026-01-05T00:30:00Z")))
    }

    @Test func weeksBeginOnMonday() throws {
        let weeks = try clock(.week, "UTC", "2026-01-05T00:00:00Z")
        let week = weeks.period(of: try instant("2026-01-11T23:59:59Z"))
        #expect(weeks.label(week) == "2026-01-05")
        #expect(weeks.period(of: try instant("2026-01-12T00:00:00Z")) == week + 1)
        #expect(weeks.period(of: try instant("1969-12-31T00:00:00Z")) == 0)
        #expect(weeks.label(0) == "1969-12-29")
    }

    @Test func monthsAreThoseOfTheZone() throws {
        let hours = try clock(.hour, "America/New_York", "2026-02-01T00:00:00Z")
        let hour = hours.period(of: try instant("2026-02-01T04:00:00Z"))
        #expect(hours.stretch(.month, of: hour).label == "2026-01")
        #expect(hours.stretch(.month, of: hour + 1).label == "2026-02")
        #expect(hours.stretch(.week, of: hour).label == "2026-01-26")
        #expect(hours.stretch(.day, of: hour).label == "2026-01-31")
    }
}

@Suite struct PeriodHistoryTests {
    private static let clock = PeriodClock(
        .day, LocalClock(.gmt), near: Timestamp(nanoseconds: 0))

    private func history(
        _ calls: (String, String), from: String? = nil, to: String? = nil
    ) throws -> PeriodHistory {
        func instant(_ text: String) throws -> Timestamp {
            try #require(Timestamp(rfc3339: text))
        }
        let (first, last) = (try instant(calls.0), try instant(calls.1))
        let part = PeriodTotals(requests: 5, spend: Money(attos: 7))
        let totals = Dictionary(
            [first, last].map { (Self.clock.period(of: $0), part) },
            uniquingKeysWith: { one, _ in one })
        return PeriodHistory(
            totals, Self.clock,
            covering: PeriodHistory.Cover(
                calls: first...last, from: try from.map(instant), to: try to.map(instant)))
    }

    @Test func daysWithoutCallsAreZeros() throws {
        let history = try history(("2026-01-05T00:30:00Z", "2026-01-08T23:30:00Z"))
        #expect(history.periods.map(\.requests) == [5, 0, 0, 5])
        #expect(history.periods.map(\.spend) == [Money(attos: 7), .zero, .zero, Money(attos: 7)])
        #expect(history.periods.allSatisfy { $0.tokens == nil })
        #expect(Self.clock.label(history.first) == "2026-01-05")
        #expect(history.partBefore == nil && history.partAfter == nil)
    }

    @Test func partsOfDaysAreLeftOut() throws {
        let history = try history(("2026-01-05T13:00:00Z", "2026-01-08T11:00:00Z"))
        #expect(history.periods.map(\.requests) == [0, 0])
        #expect(history.partBefore?.requests == 5 && history.partAfter?.requests == 5)
        #expect(Self.clock.label(history.next) == "2026-01-08")
    }

    @Test func whatWasAskedForIsWhole() throws {
        let history = try history(
            ("2026-01-05T13:00:00Z", "2026-01-08T11:00:00Z"), from: "2026-01-05T00:00:00Z",
            to: "2026-01-09T00:00:00Z")
        #expect(history.periods.map(\.requests) == [5, 0, 0, 5])
    }

    @Test func daysWithoutCallsCountFromBoundToBound() throws {
        let history = try history(
            ("2026-01-05T13:00:00Z", "2026-01-06T11:00:00Z"), from: "2026-01-03T00:00:00Z",
            to: "2026-01-09T00:00:00Z")
        #expect(history.periods.map(\.requests) == [0, 0, 5, 5, 0, 0])
        #expect(Self.clock.label(history.first) == "2026-01-03")
        #expect(history.partBefore == nil && history.partAfter == nil)
    }

    @Test func aBoundWithinADayLeavesItsPartOut() throws {
        let history = try history(
            ("2026-01-05T13:00:00Z", "2026-01-06T11:00:00Z"), from: "2026-01-03T12:00:00Z",
            to: "2026-01-09T12:00:00Z")
        #expect(history.periods.map(\.requests) == [0, 5, 5, 0, 0])
        #expect(history.partBefore?.requests == 0 && history.partAfter?.requests == 0)
    }

    @Test func partOfASingleDayIsNoPeriod() throws {
        let history = try history(("2026-01-05T13:00:00Z", "2026-01-05T14:00:00Z"))
        #expect(history.periods.isEmpty)
    }
}

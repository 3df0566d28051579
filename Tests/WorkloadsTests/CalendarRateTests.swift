import Documents
import Foundation
import Pricing
import Testing

@testable import Workloads

@Suite struct CalendarRateTests {
    /// The first client's rate by a file with these arrivals.
    private static func rate(_ arrivals: String, zone: String = "UTC") throws -> CalendarRate {
        let text = """
            workload: test
            version: 1
            timezone: \(zone)
            arrivals: {rate: 3600/hour, \(arrivals)}
            model: a
            prompt_tokens: 1
            completion_tokens: 1
            """
        return try Workload(Document(text: text, name: "w.yaml")).clients[0].arrivals.rate
    }

    private static func second(_ text: String) throws -> Int64 {
        try #require(Timestamp(rfc3339: text)).nanoseconds
    }

    /// Calls expected from one instant to another.
    private static func expected(
        _ rate: CalendarRate, from start: String, to end: String
    ) throws -> Double {
        var (time, sum) = (try second(start), 0.0)
        let end = try second(end)
        while time < end {
            let piece = rate.piece(at: time)
            sum += Double(min(piece.end, end) - time) * piece.rate
            time = piece.end
        }
        return sum
    }

    @Test(arguments: [
        "process: poisson", "weekly: {saturday: 0.4, sunday: 0.3}",
        "daily: [0,0,0,0,0,0,1,2,3,4,4,4,4,4,4,3,2,1,1,1,1,1,1,1], weekly: {monday: 3}",
    ])
    func theRateIsTheMeanOfAWeek(arrivals: String) throws {
        let rate = try Self.rate(arrivals)
        let calls = try Self.expected(
            rate, from: "2026-01-05T00:00:00Z", to: "2026-01-12T00:00:00Z")
        #expect(abs(calls - 7 * 86_400) < 1e-3)
    }

    @Test func hoursAndDaysAreThoseOfTheZone() throws {
        let daily = (0..<24).map { $0 == 8 ? "1" : "0" }.joined(separator: ",")
        let rate = try Self.rate("daily: [\(daily)]", zone: "Europe/Berlin")
        // 8 o'clock is 7 in UTC in winter and 6 in summer; the clocks change on 2026-03-29.
        for (hour, share) in [("28T07", 1.0), ("28T06", 0), ("30T06", 1), ("30T07", 0)] {
            let calls = try Self.expected(
                rate, from: "2026-03-\(hour):00:00Z", to: "2026-03-\(hour):59:59.999999999Z")
            #expect(abs(calls - share * 24 * 3600) < 1)
        }
    }

    @Test func weekdaysAreNamed() throws {
        let rate = try Self.rate("weekly: {monday: 0, tuesday: 0, wednesday: 0, thursday: 0}")
        #expect(
            try Self.expected(
                rate, from: "2026-01-05T00:00:00Z", to: "2026-01-09T00:00:00Z") == 0)
        let friday = try Self.expected(
            rate, from: "2026-01-09T00:00:00Z", to: "2026-01-10T00:00:00Z")
        #expect(abs(friday - 86_400 * 7 / 3) < 1e-3)
    }

    @Test func spikesMultiplyTheRateAndOverlap() throws {
        let rate = try Self.rate(
            "spikes: [{at: 2026-01-07T14:00, for: 10m, times: 4}, "
                + "{at: 2026-01-07T14:05:30, for: 90s, times: 0.5}]")
        let calls = try Self.expected(
            rate, from: "2026-01-07T13:00:00Z", to: "2026-01-07T15:00:00Z")
        #expect(abs(calls - (7200 + 600 * 3 - 90 * 2)) < 1e-3)
    }

    @Test func beyondAShortLogItsMinutesRepeat() {
        let rate = MinuteRate(rates: [1, 2, 3], first: 100)
        let found = (95...108).map { rate.piece(at: $0 * 60_000_000_000 + 1).rate }
        #expect(found == [2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3].map { Double($0) })
        let moved = rate.starting(at: 7)
        #expect(moved.piece(at: 7).rate == 1)
        #expect(moved.piece(at: 7).end == 60_000_000_007)
    }

    /// The last day stands for those after it, the first for those before it.
    @Test func beyondALogOfDaysTheHourStaysTheSame() {
        let rate = MinuteRate(rates: (0..<4000).map { Double($0) }, first: 500)
        func found(_ minute: Int64) -> Double { rate.piece(at: minute * 60_000_000_000).rate }
        #expect(found(500) == 0 && found(4499) == 3999)
        #expect(found(4500) == 4000 - 1440)
        #expect(found(4500 + 1439) == 3999 && found(4500 + 1440) == 4000 - 1440)
        #expect(found(499) == 1439 && found(500 - 1440) == 0)
        #expect(rate.starting(at: 7).shift == 0)
    }
}

import Foundation
import Pricing
import Replay
import Testing

@testable import Reports

/// Spend over time: bars of one length each, none left out, all of the money in them.
@Suite struct SpendOverTimeTests {
    private func bars(
        _ times: [String], by dimension: String, zone: String = "UTC"
    ) async throws -> (labels: [String], sums: [Double], unit: String)? {
        let calls = times.enumerated().map { index, time in
            TestCall(model: index.isMultiple(of: 2) ? "dear" : "cheap", time: time)
        }
        let result = try await replay(calls, by: ["\(dimension),model"]) { plan in
            plan.clock = LocalClock(try #require(TimeZone(identifier: zone)))
        }
        guard let chart = SpendOverTime(result: result, groups: result.groups).chart,
            case .stackedBars(let labels, let series, _) = chart.plot
        else { return nil }
        let sums = labels.indices.map { place in series.reduce(0) { $0 + $1.values[place] } }
        return (labels, sums, chart.values.title.unmarked)
    }

    @Test func `minutes without calls are bars of nothing`() async throws {
        let times = ["2026-01-05T08:00:10Z", "2026-01-05T08:03:59Z", "2026-01-05T08:03:00Z"]
        let found = try #require(try await bars(times, by: "minute"))
        #expect(found.labels == ["08:00", "08:01", "08:02", "08:03"])
        #expect(found.sums == [8, 0, 0, 8.42])
        #expect(found.unit == "USD per minute")
    }

    @Test func `a longer time has longer bars`() async throws {
        let cases = [
            ("2026-01-05T10:00:00Z", "hour", "USD per hour"),
            ("2026-02-05T08:00:00Z", "hour", "USD per day"),
            ("2026-12-05T08:00:00Z", "hour", "USD per week"),
            ("2030-12-05T08:00:00Z", "hour", "USD per month"),
            ("2026-01-05T09:30:00Z", "minute", "USD per 5 minutes"),
            ("2026-01-06T09:30:00Z", "minute", "USD per hour"),
        ]
        for (end, dimension, unit) in cases {
            let found = try await bars(["2026-01-05T08:00:00Z", end], by: dimension)
            #expect(found?.unit == unit)
            #expect(found.map { $0.sums.reduce(0, +) } == 8.42)
            #expect(found.map { $0.labels.count <= 75 } == true)
        }
    }

    @Test func `both hours of a changed clock are bars of their own`() async throws {
        let times = [
            "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-24T23:30:00Z",
            "2026-10-25T03:30:00Z",
        ]
        let found = try #require(try await bars(times, by: "hour", zone: "Europe/Berlin"))
        #expect(found.labels == ["01:00", "02:00", "02:00", "03:00", "04:00"])
        #expect(found.sums == [8, 8, 0.42, 0, 0.42])
    }

    @Test(arguments: [
        ("Asia/Kolkata", ["06:00", "07:00", "08:00"]),
        ("America/St_Johns", ["21:00", "22:00", "23:00"]),
        ("Asia/Kathmandu", ["06:00", "07:00", "08:00"]),
    ])
    func `hours begin where the zone's do`(zone: String, labels: [String]) async throws {
        let times = ["2026-01-05T00:40:00Z", "2026-01-05T02:40:00Z"]
        let found = try #require(try await bars(times, by: "hour", zone: zone))
        #expect(found.labels == labels)
        #expect(found.sums == [8, 0, 0.42])
    }

    @Test func `days and months are those of the zone`() async throws {
        let days = try #require(
            try await bars(
                ["2026-01-30T23:30:00Z", "2026-02-28T12:00:00Z"], by: "hour", zone: "Europe/Berlin")
        )
        #expect(days.labels.first == "31 Jan")
        let months = try #require(
            try await bars(
                ["2026-01-31T23:30:00Z", "2029-02-28T12:00:00Z"], by: "day", zone: "Europe/Berlin"))
        #expect(months.labels.first == "Feb 2026")
        #expect(months.labels.count == 37)
    }

    @Test func `two bars are no course`() async throws {
        let found = try await bars(["2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z"], by: "hour")
        #expect(found == nil)
    }
}

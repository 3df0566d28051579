import Pricing
import Replay
import Testing

extension Pitfalls {
    @Test(arguments: [
        ("UTC", ["2026-10-24", "2026-10-25", "2026-10-26"], [1, 4, 1]),
        ("Europe/Berlin", ["2026-10-25", "2026-10-26"], [4, 2]),
        ("Asia/Kolkata", ["2026-10-25", "2026-10-26"], [4, 2]),
        ("America/St_Johns", ["2026-10-24", "2026-10-25"], [2, 4]),
    ])
    func `16: days cut in the wrong timezone`(
        zone: String, days: [String], requests: [UInt64]
    ) async throws {
        var plan = try ReplayPlan.named(by: ["day"])
        plan.clock = LocalClock(try timeZone(zone))
        let times = [
            "2026-10-24T22:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z",
            "2026-10-25T18:29:59Z", "2026-10-25T23:30:00Z", "2026-10-26T01:00:00Z",
        ]
        let result = try await plan.replay(times.map { call("gpt-4.1", 1, 0, at: $0) })
        #expect(result.groups.map { $0.by[0].value } == days)
        #expect(result.groups.map(\.requests) == requests)
        #expect(result.assumptions.contains("days and hours are those of \(zone)"))
    }

    @Test(arguments: [
        (
            "Europe/Berlin", "2026-10-24T23:30:00Z",
            [
                "2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00",
                "2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00",
            ]
        ),
        (
            "Europe/Berlin", "2026-03-28T23:30:00Z",
            [
                "2026-03-29T00:00:00+01:00", "2026-03-29T01:00:00+01:00",
                "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00",
            ]
        ),
        (
            "Australia/Lord_Howe", "2026-10-03T14:45:00Z",
            [
                "2026-10-04T01:00:00+10:30", "2026-10-04T02:00:00+11:00",
                "2026-10-04T03:00:00+11:00", "2026-10-04T04:00:00+11:00",
            ]
        ),
        (
            "America/St_Johns", "2006-10-29T01:30:00Z",
            [
                "2006-10-28T23:00:00-02:30", "2006-10-29T00:00:00-02:30",
                "2006-10-29T00:00:00-03:30", "2006-10-29T01:00:00-03:30",
            ]
        ),
    ])
    func `16: hours over a change of the clocks`(
        zone: String, start: String, hours: [String]
    ) async throws {
        var plan = try ReplayPlan.named(by: ["hour"])
        plan.clock = LocalClock(try timeZone(zone))
        let first = try timestamp(start).nanoseconds
        let times = (0..<4).map { Timestamp(nanoseconds: first + $0 * 3_600_000_000_000) }
        // The later, the dearer: the order must be that of time.
        let lines = times.enumerated().map {
            call("gpt-4.1", $0 * 1_000, 0, at: $1.rfc3339)
        }
        let result = try await plan.replay(lines)
        #expect(result.groups.map { $0.by[0].value } == hours)
    }
}

import Pricing
import Testing

@testable import Replay

/// Spend scaled to thirty days.
@Suite struct Projections {
    private func projection(_ total: String, _ nanoseconds: Int64) throws -> Projection? {
        Projection(
            total: try money(total), from: Timestamp(nanoseconds: 0),
            to: Timestamp(nanoseconds: nanoseconds))
    }

    private static let day: Int64 = 86_400_000_000_000

    @Test(
        arguments: [
            ("below one day", "10", day - 1, nil, nil),
            ("a moment", "10", 0, nil, nil),
            ("exactly one day", "10", day, "300.00", "1.00"),
            ("a week", "7", 7 * day, "30.00", "7.00"),
            ("thirty days", "123.4567891", 30 * day, "123.456789", "30.00"),
            ("a year", "365", 365 * day, "30.00", "365.00"),
            ("half a millionth, down to even", "0.0000005", 30 * day, "0.00", "30.00"),
            ("half a millionth, up to even", "0.0000015", 30 * day, "0.000002", "30.00"),
            ("just above half", "0.000000500000000001", 30 * day, "0.000001", "30.00"),
            ("just below half", "0.000001499999999999", 30 * day, "0.000001", "30.00"),
            ("a third", "1", 90 * day, "0.333333", "90.00"),
            ("one nanosecond more than a day", "10", day + 1, "300.00", "1.00"),
            ("nothing spent", "0", 2 * day, "0.00", "2.00"),
        ] as [(String, String, Int64, String?, String?)])
    func `scale the time between two calls to thirty days`(
        name: String, total: String, time: Int64, monthly: String?, days: String?
    ) throws {
        let projection = try projection(total, time)
        #expect(projection?.monthly.description == monthly)
        #expect(projection?.monthly.attos.isMultiple(of: 1_000_000_000_000) != false)
        #expect(projection?.basisDays == days)
    }

    @Test(
        arguments: [
            (432_000_000_000, "1.00"), (1_296_000_000_000, "1.02"), (1_296_000_000_001, "1.02"),
            (431_999_999_999, "1.00"), (432_000_000_001, "1.01"),
        ] as [(Int64, String)])
    func `round the days half to even`(beyondOneDay: Int64, days: String) throws {
        #expect(try projection("1", Self.day + beyondOneDay)?.basisDays == days)
    }

    @Test func `of the greatest totals and times do not overflow`() throws {
        let largest = Money(attos: 461_168_601_842_738_790_400_000_000_000_000_000)
        let start = Timestamp(nanoseconds: 0)
        let short = Projection(total: largest, from: start, to: Timestamp(nanoseconds: Self.day))
        #expect(short?.monthly.description == "13835058055282163712.00")
        let long = Projection(total: largest, from: start, to: Timestamp(nanoseconds: .max))
        #expect(long?.basisDays == "106751.99")
        #expect(long?.monthly.description == "129600000000000.000014")
        for last in (0..<1_000).map({ Int64.max - Int64($0) * 864_000_000 }) {
            #expect(
                Projection(total: largest, from: start, to: Timestamp(nanoseconds: last)) != nil)
        }
    }

    @Test func `of times further apart than can be held are none`() async throws {
        let times = ["1678-01-01T00:00:00Z", "2261-12-31T23:59:59.999999999Z"]
        let result = try await ReplayPlan.named(by: ["hour", "day"])
            .replay(times.map { call("gpt-4.1", 1, 0, at: $0) })
        #expect(result.projection == nil)
        #expect(
            result.groups.map { $0.by[0].value } == [
                "1678-01-01T00:00:00Z", "2261-12-31T23:00:00Z", "1678-01-01", "2261-12-31",
            ])
    }

    /// |month × time − total × 30 days| is at most half a millionth × time.
    @Test(arguments: 1...5)
    func `are the nearest millionth`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let millionth: Int128 = 1_000_000_000_000
        for _ in 0..<200 {
            let attos = Int128(random.next() >> 8)
            let time = Self.day + Int64(random.next() >> 12)
            let total = Money(attos: attos)
            let found = try #require(
                Projection(
                    total: total, from: Timestamp(nanoseconds: -5),
                    to: Timestamp(nanoseconds: time - 5)))
            let left = found.monthly.attos * Int128(time)
            let error = left - attos * 30 * Int128(Self.day)
            #expect(error.magnitude * 2 <= (millionth * Int128(time)).magnitude, "seed \(seed)")
        }
    }
}

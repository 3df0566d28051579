import Calls
import Pricing
import Replay
import Testing

/// Counts at the limits of what is read: exact or refused, never a trap.
@Suite struct `Hostile sizes` {
    static let largest: UInt64 = 1 << 48 - 1
    static let refusal = "more than 2^62 tokens in all; expected the counts of real calls"

    @Test func `the largest counts of a record are priced exactly`() async throws {
        let line = call(
            "claude-sonnet-4.5", 281_474_976_710_655, 281_474_976_710_655,
            #""cached_tokens":281474976710655,"reasoning_tokens":281474976710655"#)
        let result = try await ReplayPlan.named("list-2026").replay([line])
        #expect(result.asRequested.total.description == "4306567143.6730215")
        #expect(result.traffic.usage.total == 2 * Self.largest)
    }

    /// 2^14 records of 2^48 - 1 tokens are 2^62 - 2^14.
    @Test(arguments: [1, 2, 3, 8])
    func `tokens just below 2^62 are counted`(jobs: Int) async throws {
        let records = Records.alike(1 << 14, "m", TokenUsage(input: Self.largest))
        let prices = try PriceTable.file("  - {id: m, all_tokens: 100000}")
        var plan = ReplayPlan(prices: prices)
        plan.baselines = .all
        plan.groupings = [try Grouping("model"), try Grouping("day")]
        let result = try await plan.result(reading: records, jobs: jobs)
        let tokens: UInt64 = 4_611_686_018_427_371_520
        #expect(result.traffic.usage.total == tokens)
        #expect(result.asRequested.total.description == "461168601842737152.00")
        #expect(result.groups.map(\.tokens) == [tokens, tokens])
    }

    @Test(arguments: [1, 2, 3, 8])
    func `tokens from 2^62 on are refused in the same words`(jobs: Int) async throws {
        for (count, tokens) in [(1 << 14, 1 << 48), (40_000, Self.largest)] as [(Int, UInt64)] {
            let half = tokens / 2
            let usage = TokenUsage(input: half, output: tokens - half, reasoning: half)
            let records = Records.alike(count, "gpt-4.1", usage)
            await #expect(throws: ReplayError.self) {
                try await ReplayPlan.named().result(reading: records, jobs: jobs)
            }
            do {
                _ = try await ReplayPlan.named().result(reading: records, jobs: jobs)
            } catch {
                #expect("\(error)" == Self.refusal)
            }
        }
    }

    @Test func `recorded costs at their limit add up`() async throws {
        let lines = (0..<100).map { _ in call("gpt-4.1", 0, 0, #""cost_usd":"1000000000""#) }
        let result = try await ReplayPlan.named().replay(lines)
        #expect(result.recorded.total.description == "100000000000.00")
    }
}

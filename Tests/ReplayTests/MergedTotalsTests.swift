import Calls
import Logs
import Pricing
import Routing
import Testing

@testable import Replay

/// Workers finish in any order.
@Suite struct `Merged totals` {
    @Test(arguments: 1...4)
    func `do not depend on the order of partials`(seed: UInt64) async throws {
        var log = RandomLog(seed: seed)
        var plan = try ReplayPlan.named(
            "list-2026", policies: ["tutorial"], baselines: .all,
            by: ["model,hour", "user", "tag:project,session"])
        plan.clock = LocalClock(try timeZone("Australia/Lord_Howe"))
        var partials: [ReplayPartial] = []
        for _ in 0..<6 { partials += try await self.partials(of: log.lines(60), plan) }

        let summary = SourceSummary(files: [], formats: [], skipped: [], assumptions: [])
        var random = SplitMix(state: seed)
        var first: [String]?
        for _ in 0..<6 {
            partials.shuffle(using: &random)
            let merged = try MergedTotals(partials, groupings: plan.groupings)
            let builder = ReplayResultBuilder(plan: plan, merged: merged, source: summary)
            let found = builder.build().everything
            expectSame(found, first ?? found, "seed \(seed)")
            first = found
        }
    }

    @Test func `of nothing are nothing`() throws {
        let merged = try MergedTotals(
            [ReplayPartial(groupings: 1)], groupings: [Grouping("team")])
        #expect(merged.kinds.isEmpty)
        #expect(merged.groups.isEmpty)
        #expect(merged.operations == 0)
        #expect(merged.first == nil)
    }

    private func partials(of lines: [String], _ plan: ReplayPlan) async throws -> [ReplayPartial] {
        try await LogFiles([.lines(lines)]).read(plan.demand, jobs: 1) {
            ReplayAccumulator(plan)
        }.partials
    }
}

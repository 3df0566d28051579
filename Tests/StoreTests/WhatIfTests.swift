import Calls
import Pricing
import Replay
import Routing
import Store
import Testing

/// What is asked of a store is answered as by replays of it.
@Suite struct WhatIfTests {
    private static let bounds: [Int64] = [0, 700, 5000, 30_000, 80_000]

    private func calls(_ count: Int) -> [Call] {
        let models = ["gpt-4.1", "claude-sonnet-4.5", "deepseek-v3.2", "unheard-of", ""]
        return Call.log(count, texts: 1, seed: 11).enumerated().map { index, call in
            var call = call
            call.names[0] = models[index % 5]
            if index < count / 2 { (call.names[1], call.names[2]) = ("gpt-4.1", "flex") }
            call.numbers[0] = max(call.numbers[0], 0)
            call.numbers[1] = max(call.numbers[1], 0)
            if call.texts == [.unknown] { call.texts = [.absent] }
            if index % 1000 == 7 { call.usage.input = 1 << 40 }
            return call
        }
    }

    private func plan(_ selector: ModelSelector) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        plan.selectors = [selector]
        return plan
    }

    private func withStore(
        _ calls: [Call], _ body: (StoreSource) async throws -> Void
    ) async throws {
        try await TemporaryStore.with { store in
            var demand = IngestDemand()
            demand.texts = [TextMatch(in: .system, text: "komplexe Analyse")]
            try store.ingest(calls, as: "a.jsonl", demand)
            try await body(StoreSource(store: store.path, dataset: "default"))
        }
    }

    private func expectSame(_ whatIf: WhatIf, _ outcome: PolicyOutcome?) {
        #expect(whatIf.column.total == outcome?.column.total)
        #expect(whatIf.column.models == outcome?.column.models)
        #expect(whatIf.column.substitutions == outcome?.column.substitutions)
        #expect(
            whatIf.column.unpriced.map(\.requests) == outcome?.column.unpriced.map(\.requests))
        #expect(
            outcome?.rules.indices.map { whatIf.requests(rule: $0) }
                == outcome?.rules.map(\.requests))
    }

    @Test(arguments: [(nil, 1), (30_000, 2)] as [(Int?, Int)])
    func aPolicyCostsWhatAReplaySays(from first: Int?, jobs: Int) async throws {
        let calls = calls(70_000)
        let selector = try ModelSelector(Policy.named("tutorial"))
        var plan = try plan(selector)
        plan.from = first.map { Timestamp(nanoseconds: calls[$0].time) }
        try await withStore(calls) { [plan] store in
            let replay = try await plan.result(reading: store, jobs: jobs)
            let whatIf = try await plan.cost(of: store, under: selector, jobs: jobs)
            expectSame(whatIf, replay.policies.first)
        }
    }

    @Test func manyBoundsAreManyReplays() async throws {
        let selector = try ModelSelector(Policy.named("tutorial"))
        let plan = try plan(selector)
        try await withStore(calls(9_000)) { store in
            let held = try await ResidentCalls(reading: store, for: plan, jobs: 1)
            let resident = try held.costs(
                under: selector, varying: .contentLength, over: 5000, to: Self.bounds)
            let streamed = try await plan.costs(
                of: store, under: selector, varying: .contentLength, over: 5000, to: Self.bounds,
                jobs: 2)
            #expect(Set(streamed.map(\.column.total)).count == Self.bounds.count)
            #expect(streamed.map(\.column.total) == resident.map(\.column.total))
            let replay = try await plan.result(reading: store, jobs: 1)
            #expect(streamed[2].column.total == replay.policies.first?.column.total)
        }
    }

    @Test func aRefusedCallIsNamed() async throws {
        var calls = calls(70_000)
        calls[69_123].numbers[0] = CallBlock.unknownNumber
        let selector = try ModelSelector(Policy.named("tutorial"))
        let plan = try plan(selector)
        try await withStore(calls) { store in
            let fault = await TemporaryStore.fault {
                _ = try await plan.cost(of: store, under: selector, jobs: 2)
            }
            #expect(fault?.contains("call 69124 of a.jsonl") == true)
            #expect(fault?.contains("needs content_length, which this record lacks") == true)
        }
    }

    @Test func moreTokensThanSumsCanHoldAreRefused() async throws {
        var calls = calls(1 << 15)
        for index in calls.indices { calls[index].usage = TokenUsage(input: 1 << 47) }
        let selector = try ModelSelector(Policy.named("tutorial"))
        let plan = try plan(selector)
        try await withStore(calls) { store in
            let fault = await TemporaryStore.fault {
                _ = try await plan.cost(of: store, under: selector, jobs: 1)
            }
            #expect(fault?.hasPrefix("more than 2^62 tokens") == true)
        }
    }
}

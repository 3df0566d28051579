import Calls
import Pricing
import Store
import Testing

/// A store gives the same calls in narrow columns as in blocks.
@Suite struct NarrowBlockTests {
    private static let texts = [
        TextMatch(in: .system, text: "ü"), TextMatch(in: .last, text: "last 7"),
    ]

    /// The calls with what narrow blocks leave out taken away.
    private static func lessened(_ calls: [Call]) -> [[Call]: Int] {
        let lessened = calls.map { call in
            var call = call
            (call.time, call.id, call.operation, call.cost) = (0, 0, 0, 0)
            (call.names[6], call.system, call.last) = ("", nil, nil)
            call.numbers = call.numbers.prefix(3).map { max($0, -1) }
            return call
        }
        return Dictionary(grouping: lessened) { [$0] }.mapValues(\.count)
    }

    private func narrow(_ store: TemporaryStore, _ demand: Demand) async throws -> Narrow {
        let (partials, _) = try await StoreSource(store: store.path, dataset: "default")
            .read(demand, jobs: 2) { NarrowCollector() }
        return partials.reduce(Narrow()) { $0 + $1 }
    }

    private func expectSame(
        _ calls: [Call], _ ingest: IngestDemand, texts: [TextMatch] = texts
    ) async throws {
        try await TemporaryStore.with { store in
            try store.ingest(calls, as: "a.jsonl", ingest)
            let demand = TemporaryStore.everything(texts)
            let blocks = try await store.calls(demand)
            let found = try await narrow(store, demand)
            #expect(found.blockCalls.isEmpty)
            #expect(Self.lessened(found.calls) == Self.lessened(blocks))
        }
    }

    @Test func ofManyCalls() async throws {
        var ingest = IngestDemand()
        ingest.texts = Self.texts
        try await expectSame(Call.log(70_000, texts: 2, seed: 1), ingest)
    }

    @Test func withTextsLookedForInFull() async throws {
        var ingest = IngestDemand()
        ingest.keepsText = true
        try await expectSame(Call.log(5_000, seed: 3), ingest)
    }

    @Test func ofEveryWidth() async throws {
        for greatest: UInt64 in [0, 1, 255, 65_535, 65_536, 1 << 24, 1 << 31, 1 << 40] {
            var calls = Call.log(300, seed: greatest)
            for index in calls.indices {
                let number = index == 7 ? greatest : min(UInt64(index), greatest)
                calls[index].usage = TokenUsage(
                    input: number, cacheWrite5m: number / 2, output: number, reasoning: number)
                calls[index].numbers =
                    [Int64(number), index == 9 ? CallBlock.unknownNumber : 3]
                    + Array(
                        repeating: index % 2 == 0 ? Int64(number) : CallBlock.unknownNumber,
                        count: 3)
                calls[index].names[0] = "model \(number % 700)"
            }
            try await expectSame(calls, IngestDemand(), texts: [])
        }
    }

    @Test func wholeChunksOfAPeriodOnly() async throws {
        try await TemporaryStore.with { store in
            let calls = Call.log(70_000, seed: 4)
            try store.ingest(calls, as: "a.jsonl")
            var demand = TemporaryStore.everything()
            demand.from = Timestamp(nanoseconds: calls[30_000].time)
            let found = try await narrow(store, demand)
            #expect(found.blockCalls.count == 65_536 - 30_000)
            #expect(found.calls.count == 70_000 - 65_536)
            let all = found.calls + found.blockCalls
            #expect(Self.lessened(all) == Self.lessened(Array(calls[30_000...])))
        }
    }
}

/// Calls that came in narrow blocks, and those that came in others.
private struct Narrow: Sendable {
    var calls: [Call] = []
    var blockCalls: [Call] = []

    static func + (left: Narrow, right: Narrow) -> Narrow {
        Narrow(calls: left.calls + right.calls, blockCalls: left.blockCalls + right.blockCalls)
    }
}

private final class NarrowCollector: BlockConsumer, NarrowConsumer {
    private var found = Narrow()

    var narrow: (any NarrowConsumer)? { self }

    func takes(_ period: ClosedRange<Timestamp>) -> Bool { true }

    func consume(_ block: CallBlock) throws(RowFault) {
        found.blockCalls += (0..<block.count).map { block.call($0) }
    }

    func consume(_ block: NarrowBlock) throws(RowFault) {
        found.calls += (0..<block.rows).map { block.call($0) }
    }

    func partial() -> Narrow { found }
}

extension NarrowBlock {
    fileprivate func call(_ row: Int) -> Call {
        var call = Call()
        call.names =
            [model, servedModel, serviceTier, user, team, session].map { names.name($0[row]) }
            + [""]
        call.flags = flags[row]
        call.usage = TokenUsage(
            input: UInt64(usage[0][row]), cacheRead: UInt64(usage[1][row]),
            cacheWrite5m: UInt64(usage[2][row]), cacheWrite1h: UInt64(usage[3][row]),
            output: UInt64(usage[4][row]), reasoning: UInt64(usage[5][row]))
        call.numbers = [contentLength, messageCount, maxTokens].map { max($0[row], -1) }
        call.texts = texts.map { $0[row] }
        return call
    }
}

extension NarrowColumn {
    fileprivate subscript(row: Int) -> Value {
        switch self {
        case .same(let value): value
        case .each(let values): values[row]
        }
    }
}

extension NarrowNumbers {
    fileprivate subscript(row: Int) -> Int64 {
        switch self {
        case .same(let number): number
        case .int32(let numbers, _): Int64(numbers[row])
        case .int64(let numbers): numbers[row]
        }
    }
}

import Calls
import Limits
import Logs
import Pricing
import Testing
import Upstream

@testable import Live

/// Records of attempts, read back by the reader of native logs.
@Suite struct NativeRecordTests {
    private static let second: Int64 = 1_000_000_000
    private static let clock = WallClock(
        Timestamp(nanoseconds: 1_767_600_000 * second), at: Instant(nanoseconds: 5 * second))

    private static func at(_ seconds: Double) -> Instant {
        Instant(nanoseconds: 5 * second) + TimeSpan(rounding: seconds)
    }

    /// Sent 0.25 s late, refused after 0.5 s, answered elsewhere from 2 s to 3.5 s.
    private static func measured() throws -> MeasuredRequest {
        let drawn = DrawnRequest.made(model: "gpt-\"4\"\n", population: 10, sample: 4)
        let planned = try RequestMaker(choice: .logged, seed: 1).requests([drawn])[0]
        let usage = TokenUsage(
            input: 70, cacheRead: 20, cacheWrite5m: 6, cacheWrite1h: 4, output: 9, reasoning: 3)
        let attempts = [
            Attempt(
                model: "gpt-\"4\"\n", start: at(0.25), end: at(0.75), status: 429,
                outcome: .failed(UpstreamFailure(.rateLimited, "wait", usage: .zero))),
            Attempt(
                model: "deepseek-v3.2", start: at(2), end: at(3.5), firstByte: at(2.1),
                pieces: [at(2.5004567), at(3.5)], status: 200,
                outcome: .completed(Completion(servedModel: "deepseek-chat", usage: .known(usage)))),
            Attempt(
                model: "deepseek-v3.2", start: at(4), end: at(5), status: 200,
                outcome: .completed(Completion(usage: .unknown))),
            Attempt(
                model: "deepseek-v3.2", start: at(6), end: at(7), status: 200,
                outcome: .failed(UpstreamFailure(.cut, "cut", usage: nil))),
        ]
        return MeasuredRequest(
            planned: planned, intended: at(0), exchange: Exchange(attempts),
            costs: [
                .known(.zero), .known(Money(attos: 123_456_789_012_345)), .unknownUsage,
                .unknownUsage,
            ])
    }

    private struct Read: Sendable {
        var model, served, tags: String
        var time, latency, first, maxTokens: Int64
        var usage: TokenUsage
        var state: UsageState
        var isFailed: Bool
        var cost: Int128
        var operation: OperationID
        var id: String?
    }

    private final class Reader: BlockConsumer {
        private var rows: [Read] = []

        func consume(_ block: CallBlock) {
            for row in 0..<block.count {
                let tags = TagSet(text: block.names.name(block.tagSet[row]))?.tags ?? []
                rows.append(
                    Read(
                        model: block.names.name(block.model[row]),
                        served: block.names.name(block.servedModel[row]),
                        tags: tags.map {
                            String(decoding: $0.key, as: UTF8.self) + "="
                                + String(decoding: $0.value, as: UTF8.self)
                        }.joined(separator: " "),
                        time: block.time[row], latency: block.latency[row],
                        first: block.timeToFirstToken[row], maxTokens: block.maxTokens[row],
                        usage: block.usage[row], state: block.flags[row].usage,
                        isFailed: block.flags[row].isFailed, cost: block.recordedCost[row],
                        operation: block.operation[row], id: block.idText.text(row)))
            }
        }

        func partial() -> [Read] { rows }
    }

    private static func readBack() async throws -> [Read] {
        let lines = NativeRecord.records(of: try measured(), run: "run 1", clock: clock).map(\.line)
        #expect(lines.allSatisfy { !$0.contains { $0.isNewline } })
        let demand = Demand(
            fields: [.latency, .timeToFirstToken, .maxTokens, .tagSet, .id, .idText])
        return try await MadeLog.files(lines).read(demand, jobs: 1) { Reader() }.partials
            .flatMap(\.self)
    }

    @Test func theReaderReadsWhatWasMeasured() async throws {
        let rows = try await Self.readBack()
        try #require(rows.count == 4)
        let origin = 1_767_600_000 * Self.second
        // The first was sent a quarter of a second after it was meant to be.
        #expect(
            rows.map(\.time) == [250, 2000, 4000, 6000].map { origin + $0 * Self.second / 1000 })
        #expect(rows.map(\.latency) == [500, 1500, 1000, 1000].map { $0 * 1_000_000 })
        #expect(rows[1].first == 500_457_000)
        #expect(rows[0].first == CallBlock.unknownNumber)
        #expect(rows[0].model == "gpt-\"4\"\n")
        #expect(rows[1].model == "deepseek-v3.2")
        #expect(rows[1].served == "deepseek-chat")
        #expect(rows.map(\.maxTokens) == [10, 10, 10, 10])
        #expect(Set(rows.map(\.operation)).count == 1)
        #expect(rows.map(\.id) == (1...4).map { "run 1-1-\($0)" })
    }

    @Test func usageIsToldNoneOrUnknown() async throws {
        let rows = try await Self.readBack()
        try #require(rows.count == 4)
        #expect(rows[0].state == .none)
        #expect(rows[1].state == .known)
        #expect(
            rows[1].usage
                == TokenUsage(
                    input: 70, cacheRead: 20, cacheWrite5m: 6, cacheWrite1h: 4, output: 9,
                    reasoning: 3))
        #expect(rows[2].state == .unknown)
        #expect(rows.map(\.isFailed) == [true, false, false, true])
        #expect(rows.map(\.cost) == [0, 123_456_789_012_345, 0, 0])
    }

    @Test func tagsNameTheRunTheStratumAndTheWeight() async throws {
        let rows = try await Self.readBack()
        let stratum = "gpt-\"4\"\n/0-999"
        #expect(
            rows.first?.tags
                == "late_ms=250.000 run=run 1 stratum=\(stratum) text=synthetic weight=2.500000")
    }
}

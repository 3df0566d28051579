import Calls
import Foundation
import Logs
import Pricing
import Statistics
import Testing

@testable import Live

@Suite struct SampleTests {
    /// Lines enough for several pieces of log, so that workers share them.
    private static let large: [String] = (0..<60_000).map { number in
        let model =
            number % 50 == 0 ? "claude-sonnet-4.5" : number % 3 == 0 ? "gpt-4.1" : "deepseek-v3.2"
        return MadeLog.line(number, model: model, prompt: number * 7919 % 5000)
    }

    private static func draw(
        _ lines: [String], size: Int, seed: UInt64 = 1, jobs: Int = 1,
        allocation: SampleDesign.Allocation = .proportional
    ) async throws -> DrawnSample {
        try await SampleDesign(size: size, seed: seed, allocation: allocation)
            .draw(from: MadeLog.files(lines), jobs: jobs)
    }

    @Test func theSampleIsTheSameForAnyNumberOfWorkers() async throws {
        let one = try await Self.draw(Self.large, size: 300)
        for jobs in [2, 5] {
            let many = try await Self.draw(Self.large, size: 300, jobs: jobs)
            #expect(many.requests == one.requests)
            #expect(many.parts == one.parts)
        }
        let other = try await Self.draw(Self.large, size: 300, seed: 2)
        #expect(other.requests != one.requests)
        #expect(other.parts == one.parts)
    }

    @Test func strataGetTheirShareAndAtLeastOne() async throws {
        let sample = try await Self.draw(Self.large, size: 300)
        #expect(sample.parts.count == 9)
        #expect(sample.population == 60_000)
        #expect(sample.requests.count == 300)
        #expect(sample.parts.reduce(0) { $0 + $1.drawn } == 300)
        for part in sample.parts {
            let share = 300 * Double(part.population) / 60_000
            #expect(part.drawn >= 1)
            #expect(abs(Double(part.drawn) - share) <= 1)
        }
        let weights = sample.requests.reduce(0) { $0 + $1.weight.value }
        #expect(abs(weights - 60_000) < 1e-6)
        #expect(
            zip(sample.requests, sample.requests.dropFirst()).allSatisfy {
                $0.logged.time <= $1.logged.time
            })
    }

    /// Each request is drawn about equally often, over many seeds.
    @Test func everyRequestIsAsLikely() async throws {
        let lines = (0..<40).map { MadeLog.line($0) }
        var counts: [UInt32: Int] = [:]
        for seed in 0..<400 {
            let sample = try await Self.draw(lines, size: 10, seed: UInt64(seed))
            for request in sample.requests { counts[request.logged.place.line, default: 0] += 1 }
        }
        // 100 expected, deviation 8.7.
        #expect(counts.count == 40)
        #expect(counts.values.allSatisfy { abs($0 - 100) < 44 })
    }

    @Test func anOperationIsDrawnOnceByTheAttemptThatTellsItsTokens() async throws {
        let lines = (0..<20).flatMap { number in
            [
                #"{"ts":"2026-01-05T08:00:00Z","model":"gpt-4.1","usage":"none","status":429,"#
                    + #""operation_id":"o\#(number)"}"#,
                MadeLog.line(
                    number, model: "deepseek-v3.2", prompt: 100 + number,
                    more: #","operation_id":"o\#(number)","attempt":2"#),
                MadeLog.line(
                    number + 100, model: "deepseek-v3.2", prompt: 3000,
                    more: #","operation_id":"o\#(number)","attempt":3"#),
            ]
        }
        let sample = try await Self.draw(lines, size: 50)
        #expect(sample.population == 20)
        #expect(sample.requests.map(\.logged.input) == (0..<20).map { 100 + UInt64($0) })
        #expect(sample.leftOut == 0)
    }

    @Test func recordsThatTheSourceRemovesAreNotDrawn() async throws {
        let lines = (0..<20).map { MadeLog.line($0, more: #","id":"r\#($0 / 2)""#) }
        var options = ReadingOptions()
        options.removesDuplicates = true
        let sample = try await SampleDesign(size: 50, seed: 1)
            .draw(from: MadeLog.files(lines, options), jobs: 1)
        #expect(sample.population == 10)
        #expect(sample.source.removed.map(\.records) == [10])
    }

    @Test func callsOfUnknownLengthAreLeftOutAndCounted() async throws {
        let unknown = #"{"ts":"2026-01-05T08:00:00Z","model":"gpt-4.1","usage":"unknown"}"#
        let sample = try await Self.draw([unknown, MadeLog.line(1), unknown], size: 5)
        #expect(sample.leftOut == 2)
        #expect(sample.population == 1)
        await #expect(throws: LiveError.nothingToDraw(leftOut: 1)) {
            try await Self.draw([unknown], size: 5)
        }
    }

    @Test func eachStratumNeedsARequest() async {
        await #expect(throws: LiveError.tooFew(requests: 8, strata: 9)) {
            try await Self.draw(Self.large, size: 8)
        }
    }

    /// Two strata of a thousand: in one all cost the same, in the other they differ.
    @Test func neymanTakesMoreWhereCostsDiffer() async throws {
        let prices = try PriceTable.named("list-2026")
        let lines = (0..<1000).flatMap { number in
            [
                MadeLog.line(number, model: "gpt-4.1"),
                MadeLog.line(number, model: "claude-sonnet-4.5", completion: number % 100),
            ]
        }
        let sample = try await Self.draw(lines, size: 100, allocation: .neyman(prices))
        #expect(sample.parts.map(\.drawn) == [99, 1])
        await #expect(
            throws: LiveError.unmeasured(
                Stratum(model: "mystery", size: SizeClasses.standard.sizeClass(of: 500)))
        ) {
            try await Self.draw(
                [MadeLog.line(1, model: "mystery")], size: 1, allocation: .neyman(prices))
        }
    }

    /// The weighted total of samples of the trace is that of the log, within four standard errors.
    @Test func weightsGiveTheTotalOfTheTrace() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv")
        var design = SampleDesign(size: 1000, seed: 3)
        design.sizes = SizeClasses([1000, 3000])
        let sample = try await design.draw(
            from: MadeLog.files(bytes: Array(try Data(contentsOf: file))), jobs: 2)
        #expect(sample.parts.map(\.population) == [9039, 8508, 1819])
        #expect(sample.parts.map(\.drawn) == [467, 439, 94])
        let total = sample.requests.reduce(0) { sum, request in
            let cost =
                Double(request.logged.input) * 2.5 + Double(request.logged.output ?? 0) * 10
            return sum + cost / 1e6 * request.weight.value
        }
        #expect(abs(total - 96.791325) < 4 * 0.7943)
    }

    @Test func goalsSayHowManyRequestsTheyTake() {
        #expect(SampleGoal().requests == 1716)
        #expect(
            SampleGoal().description == "P95 within ±5 % at 95 % needs 1716 requests "
                + "(lognormal latency, sigma 0.5); any finite interval needs 72")
        #expect(SampleGoal(share: 0.99).smallest == 368)
        // Wide enough, the finite interval decides.
        #expect(SampleGoal(share: 0.99, precision: 0.9).requests == 368)
    }
}

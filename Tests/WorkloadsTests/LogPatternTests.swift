import Calls
import Foundation
import Logs
import Pricing
import Statistics
import Testing

@testable import Workloads

@Suite struct LogPatternTests {
    /// A log with bursts, a rate that changes, users and lengths that hang together.
    private static func log(cv: Double = 1.8, requests: UInt64 = 30_000) throws -> [UInt8] {
        let text = """
            workload: pattern
            version: 1
            from: 2026-01-05T06:00
            arrivals:
              rate: 9000/hour
              process: gamma
              cv: \(cv)
              daily: [1,1,1,1,1,1,2,3,4,6,4,4,4,4,4,3,2,1,1,1,1,1,1,1]
            clients:
              - {share: 80%, team: a, users: 30, model: small}
              - {share: 20%, arrivals: {process: poisson}, model: large, max_tokens: 500}
            prompt_tokens: {lognormal: {median: 800, sigma: 1}}
            completion_tokens: {lognormal: {median: 180, sigma: 0.8}}
            """
        var overrides = Workload.Overrides()
        overrides.requests = requests
        return try ReadBack.bytes(of: try Workload.parsed(text).generation(overrides))
    }

    private static func bytes(
        like log: [UInt8], _ change: (inout Workload.Overrides) -> Void = { _ in }
    ) async throws -> (bytes: [UInt8], fit: LogPattern.Fit) {
        var overrides = Workload.Overrides()
        change(&overrides)
        let (generation, fit) = try await ReadBack.pattern(of: log).generation(overrides)
        return (try ReadBack.bytes(of: generation), fit)
    }

    /// The average over seeds comes to the log's figures: what is left is chance.
    @Test func severalSeedsTogetherAreAsTheLog() async throws {
        let log = try Self.log()
        var found: [String: [Double]] = [:]
        var aims: [String: Double] = [:]
        for seed in UInt64(1)...6 {
            let (bytes, fit) = try await Self.bytes(like: log) { $0.seed = seed }
            let figures = TrafficFigures(try await ReadBack.measures(of: bytes))
            for measure in Closeness(generated: figures, fit: fit, scale: 1).measures {
                found[measure.key, default: []].append(try #require(measure.generated))
                aims[measure.key] = measure.aim
            }
        }
        let bounds = [
            "requests_per_minute": 0.02, "dispersion": 0.1, "peak_to_mean": 0.1, "gap_cv": 0.03,
            "prompt_tokens_p50": 0.02, "prompt_tokens_p90": 0.02, "prompt_tokens_p99": 0.05,
            "completion_tokens_p50": 0.02, "completion_tokens_p99": 0.05,
        ]
        for (key, bound) in bounds {
            let mean = try #require(found[key]).reduce(0, +) / 6
            #expect(abs(mean / (try #require(aims[key])) - 1) < bound, "\(key)")
        }
    }

    @Test func theLogsOwnPeriodIsTheWorkloads() async throws {
        let log = try Self.log(requests: 5000)
        let (before, after) = (
            try await ReadBack.calls(in: log),
            try await ReadBack.calls(in: try await Self.bytes(like: log).bytes)
        )
        let (first, last) = (before[0].time, before[4999].time)
        #expect(after.allSatisfy { first <= $0.time + 1_000_000 && $0.time <= last })
    }

    /// Every call that comes out is one of the log: nothing that belongs together is torn apart.
    @Test func whatBelongsTogetherStaysTogether() async throws {
        struct Kept: Hashable {
            let model, user, team: String; let usage: TokenUsage; let limit: Int64
        }
        func kept(_ call: ReadCall) -> Kept {
            Kept(
                model: call.model, user: call.user, team: call.team, usage: call.usage,
                limit: call.maxTokens)
        }
        let log = try Self.log(requests: 3000)
        let known = Set(try await ReadBack.calls(in: log).map(kept))
        let made = try await ReadBack.calls(in: try await Self.bytes(like: log).bytes)
        #expect(made.map(kept).allSatisfy(known.contains))
    }

    @Test func atAScaleEachUserStandsForSeveral() async throws {
        let log = try Self.log(requests: 10_000)
        let (bytes, fit) = try await Self.bytes(like: log) { $0.scale = 2.5 }
        let users = Dictionary(grouping: try await ReadBack.calls(in: bytes), by: \.user)
        #expect(Set(users.keys).count == 1 + 30 * 3)
        let numbers = Dictionary(grouping: users.filter { $0.key != "" }) { user, _ in
            user.split(separator: "~").dropFirst().first ?? "1"
        }.mapValues { $0.reduce(0.0) { $0 + Double($1.value.count) } }
        let total = numbers.values.reduce(0, +)
        for (number, share) in [("1", 0.4), ("2", 0.4), ("3", 0.2)] {
            #expect(abs((numbers[Substring(number)] ?? 0) / total - share) < 0.02)
        }
        let figures = TrafficFigures(try await ReadBack.measures(of: bytes))
        #expect(abs((figures.perMinute ?? 0) / (fit.log.perMinute ?? 1) / 2.5 - 1) < 0.05)
        #expect(abs((figures.dispersion ?? 0) / fit.dispersion - 1) < 0.25)
    }

    @Test func howManyReadItChangesNothing() async throws {
        let log = try Self.log(requests: 20_000)
        var outcomes: Set<[UInt8]> = []
        for jobs in [1, 3] {
            let pattern = try await ReadBack.pattern(of: log, jobs: jobs)
            outcomes.insert(
                try ReadBack.bytes(of: pattern.generation(Workload.Overrides()).generation))
        }
        #expect(outcomes.count == 1)
    }

    @Test func whatIsKeptOfALargeLogHangsOnPlacesAlone() {
        let ranks = (0..<UInt32(KeptCalls.capacity) * 2).map { line in
            KeptCall.Rank(LogPiece(), line: line, after: nil)
        }
        let block = CallBlock(demand: Demand(), names: NameTable(), capacity: 1)
        func kept(_ ranks: some Sequence<KeptCall.Rank>) -> KeptCalls {
            var kept = KeptCalls()
            for rank in ranks { kept.add(KeptCall(block, row: 0, rank: rank)) }
            return kept
        }
        let (forward, backward) = (kept(ranks), kept(ranks.reversed()))
        #expect(forward.halvings == backward.halvings && forward.halvings >= 1)
        #expect(forward.inOrder.map(\.rank) == backward.inOrder.map(\.rank))
        let share = Double(forward.calls.count) / Double(ranks.count)
        #expect(abs(share * Double(1 << forward.halvings) - 1) < 0.02)
    }

    @Test func timesOfALargeLogAreThoseOfSomeMinutes() {
        var (once, parts) = (MinuteTimes(), [MinuteTimes(), MinuteTimes()])
        for minute in Int64(0)..<1000 {
            let times = (0..<6000).map { minute * 60_000_000_000 + Int64($0) * 10_000_000 }
            once.add(times, minute: minute)
            parts[Int(minute % 2)].add(times, minute: minute)
        }
        parts[0].merge(parts[1])
        #expect(once.halvings == 1 && parts[0].halvings == 1)
        let all = Int64(0)..<1000
        #expect(once.gapVariation(in: all).value == parts[0].gapVariation(in: all).value)
        #expect(once.gapVariation(in: all).value.map { $0 < 1e-9 } == true)
    }

    private static func lines(_ times: [String]) -> [UInt8] {
        Array(
            times.map { #"{"ts":"\#($0)","model":"a","prompt_tokens":3,"completion_tokens":1}"# }
                .joined(separator: "\n").utf8)
    }

    @Test(arguments: [
        ([], "it has no calls"),
        (["2026-01-05T00:00:00Z"], "it has 1 call, and 0 in 0 whole minutes, those between its"),
        (
            ["2026-01-05T00:00:00Z", "2026-01-05T00:02:59Z"],
            "it has 2 calls, and 0 in 1 whole minute, those between its first minute and its last"
        ),
        (
            ["2006-01-05T00:00:00Z", "2026-02-05T00:00:00Z"],
            "from 2006-01-05T00:00:00Z to 2026-02-05T00:00:00Z; a pattern has at most 20 years"
        ),
    ])
    func aLogThatIsTooShortOrTooLongIsNoPattern(_ times: [String], _ message: String) async throws {
        let pattern = try await ReadBack.pattern(of: Self.lines(times))
        do {
            _ = try pattern.generation(Workload.Overrides())
            Issue.record("it was taken")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test func anEndBeyondTheLastYearIsSaid() async throws {
        let pattern = try await ReadBack.pattern(of: try Self.log(requests: 2000))
        var overrides = Workload.Overrides()
        overrides.from = Timestamp(rfc3339: "2261-12-31T00:00:00Z")
        overrides.length = Workload.length("2 days")
        #expect {
            _ = try pattern.generation(overrides)
        } throws: { error in
            "\(error)".hasPrefix(
                "the workload begins at 2261-12-31T00:00:00Z and lasts 2 days, so it ends after the "
                    + "year 2261")
        }
    }

    /// A call a minute says nothing of gaps within the minute: that they are taken to be a Poisson
    /// process's is said, and no number of the log.
    @Test func anUnknownVariationIsAnAssumptionAndNotTheLogs() async throws {
        let log = Self.lines((10..<40).map { "2026-01-05T00:\($0):07Z" })
        let (bytes, fit) = try await Self.bytes(like: log)
        #expect(fit.isVariationAssumed && fit.processVariation == 1)
        let outcome = WorkloadOutcome(
            file: "x", measures: try await ReadBack.measures(of: bytes), scale: 1, seed: 1, fit: fit
        )
        let gaps = try #require(outcome.closeness.measures.first { $0.key == "gap_cv" })
        #expect(gaps.log == nil && gaps.aim == nil)
        #expect(outcome.notes.contains { $0.hasPrefix("assumed: gap_cv = 1,") })
        let (_, known) = try await Self.bytes(like: try Self.log(requests: 3000))
        #expect(!known.isVariationAssumed)
    }

    /// By hand: gaps 1, 1, 4 with mean 2 have squared differences 1/4, 1/4, 1; two minutes alike.
    @Test func theVariationOfGapsIsThatOfEachMinute() {
        var variation = GapVariation()
        variation.add([0, 1, 2, 6])
        variation.add([100, 200, 300, 700])
        variation.add([5, 9])
        #expect(variation.value.map { abs($0 - 0.75.squareRoot()) < 1e-12 } == true)
    }

    /// By hand: minutes 1 to 4 have 2, 0, 4, 2 calls: mean 2, variance 8/3.
    @Test func minutesAreThoseThatAreCoveredFromBeginningToEnd() throws {
        let counts: [Int64: UInt64] = [0: 9, 1: 2, 3: 4, 4: 2, 5: 7]
        let moments = try #require(MinuteMoments(counts, in: 1..<5))
        #expect(moments.mean == 2 && moments.peakToMean == 2)
        #expect(abs(moments.variance - 8.0 / 3) < 1e-12)
    }
}

import Logs
import Pricing
import Replay
import Routing
import Testing

/// What becomes of cached input when a call moves to another model.
@Suite struct `Caches of calls that move` {
    /// Input costs $0.10 a token at a and $0.01 at b; from the cache a tenth of that.
    private static let prices = """
          - {id: a, aliases: [a-2026], input: 100000, cache_read: 10000, output: 100000}
          - {id: b, input: 10000, cache_read: 1000, output: 10000}
        """

    private func plan(_ cache: CacheAssumption, rules: String = toB) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        plan.selectors = [try ModelSelector(Policy.file("test", rules))]
        plan.baselines = .models(["a", "b"])
        plan.cache = cache
        return plan
    }

    private static let toB = "rules: [{name: all, use: b}]\n"
    /// Short requests go to b.
    private static let byLength = """
        rules:
          - {name: long, when: content_length > 10, use: requested}
          - {name: short, use: b}

        """

    /// A call of ten tokens read from a cache; of length 20 unless it is short.
    private func cached(
        _ second: Int, _ session: String? = nil, short: Bool = false, _ model: String = "a",
        _ more: String = ""
    ) -> String {
        let session = session.map { #","session":"\#($0)""# } ?? ""
        let fields = #""cached_tokens":10,"content_length":\#(short ? 1 : 20)\#(session)\#(more)"#
        return call(model, 10, 0, fields, at: "2026-01-05T12:00:\(10 + second)Z")
    }

    @Test(
        arguments: [
            (CacheAssumption.kept, "0.10", "0.10", nil), (.lost, "1.00", "1.00", "0.90"),
        ] as [(CacheAssumption, String, String, String?)])
    func `are kept or lost`(
        cache: CacheAssumption, policy: String, baseline: String, eaten: String?
    ) async throws {
        let result = try await plan(cache).replay((0..<10).map { cached($0) })
        #expect(result.asRequested.total.description == "1.00")
        #expect(try result.policy("test").column.total.description == policy)
        #expect(try result.baseline("b").column.total.description == baseline)
        #expect(try result.baseline("a").column.total.description == "1.00")
        let saving = try result.policy("test").saving(against: "as_requested")
        #expect(saving.eatenByCache?.description == eaten)
        #expect(
            try result.policy("test").saving(against: "b").eatenByCache == eaten.map { _ in .zero })
    }

    @Test func `an alias and the model that answered are no other model`() async throws {
        let rules = "rules: [{name: all, use: a-2026}]\n"
        let lines = [
            cached(0), cached(1, nil, "a-2026"), cached(2, nil, "b", #","served_model":"a""#),
        ]
        let result = try await plan(.lost, rules: rules).replay(lines)
        #expect(try result.policy("test").column.total.description == "0.30")
    }

    @Test func `a version that the prices do not know is where it was asked for`() async throws {
        let line = cached(0, nil, "a", #","served_model":"a-next""#)
        let result = try await plan(.lost, rules: "rules: [{name: all, use: a}]\n").replay([line])
        #expect(try result.policy("test").column.total.description == "0.10")
    }

    /// a (kept), b (lost), b (kept), a (lost), a (kept).
    @Test func `follow the session`() async throws {
        let lines = [
            cached(0, "s"), cached(1, "s", short: true), cached(2, "s", short: true),
            cached(3, "s"), cached(4, "s"),
        ]
        let result = try await plan(.session, rules: Self.byLength).replay(lines)
        let policy = try result.policy("test")
        #expect(
            policy.column.models.map { "\($0.model ?? "") \($0.cost)" } == ["a 1.20", "b 0.11"])
        let saving = try policy.saving(against: "as_requested")
        #expect(saving.saved.description == "-0.81")
        #expect(saving.eatenByCache?.description == "0.99")
        // All at b: the first call of the session moves, the others find its cache.
        #expect(try result.baseline("b").column.total.description == "0.14")
        #expect(try result.baseline("a").column.total.description == "0.50")
        #expect(result.asRequested.total.description == "0.50")
    }

    @Test func `sessions do not mix, and calls that used nothing leave no cache`() async throws {
        let nothing = record(
            #""model":"a","usage":"none","status":429,"session":"s","content_length":1"#,
            at: "2026-01-05T12:00:11Z")
        let lines = [cached(0, "s"), cached(2, "t", short: true), nothing, cached(3, "s")]
        let result = try await plan(.session, rules: Self.byLength).replay(lines)
        #expect(
            try result.policy("test").column.models.map { "\($0.model ?? "") \($0.cost)" }
                == ["a 0.20", "b 0.10"])
    }

    @Test func `a record with cached tokens must tell its session`() async throws {
        let plan = try plan(.session)
        let uncached = call("a", 1, 0, #""content_length":1"#)
        let refusal = try await plan.refusal(of: [.lines([uncached, cached(0)])])
        #expect(
            refusal == "log.jsonl:2: --assume cache=session needs session, which this record with "
                + "cached tokens lacks and no assumption supplies; add --assume session=… or take "
                + "cache=lost")
        let result = try await plan.replay([uncached, cached(0)], assume: ["session=one"])
        #expect(result.traffic.requests == 2)
    }

    @Test func `what is assumed is said where it matters`() async throws {
        let kept =
            "calls that move to another model keep their cache reads (cache=kept; --assume "
            + "cache=lost or cache=session bills them as input)"
        #expect(try await plan(.kept).replay([cached(0)]).assumptions.contains(kept))
        #expect(try await !plan(.kept).replay([call("a", 1, 1)]).assumptions.contains(kept))
        var unmoved = try plan(.kept, rules: "rules: [{name: all, use: requested}]\n")
        unmoved.baselines = .none
        #expect(try await unmoved.replay([cached(0)]).assumptions == [])
    }

    @Test(arguments: 0..<3)
    func `sessions equal a walk through the sorted calls`(seed: UInt64) async throws {
        var log = RandomLog(seed: 500 + seed)
        let lines = log.lines(600).filter { $0.contains("\"session\"") }
        var plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        plan.selectors = [try ModelSelector(Policy.file("teams", SlowPolicy.teamsFile))]
        plan.baselines = .models(["gpt-4.1", "deepseek-v3.2"])
        plan.cache = .session
        let result = try await plan.replay(lines, jobs: 2, assume: SlowPolicy.teamsAssumptions)

        let calls = try lines.enumerated().map { try SlowCall($1, place: $0) }
        let columns: [(CostColumn, (SlowCall) -> String?)] = [
            (try result.policy("teams").column, { SlowPolicy.teams.choose($0).model }),
            (try result.baseline("gpt-4.1").column, { _ in "gpt-4.1" }),
            (try result.baseline("deepseek-v3.2").column, { _ in "deepseek-v3.2" }),
        ]
        for (column, model) in columns {
            let slow = SlowSessions(prices: .list, model: model)
            #expect(Figure.amount(column.total) == "\(slow.total(calls))")
        }
        #expect(try result.policy("teams").savings.allSatisfy { $0.eatenByCache != nil })
    }

    @Test(arguments: [CacheAssumption.lost, .session])
    func `jobs and files make no difference`(cache: CacheAssumption) async throws {
        var log = RandomLog(seed: 4)
        let lines = log.lines(400).filter { $0.contains("\"session\"") }
        var plan = try ReplayPlan.named("list-2026", policies: ["tutorial"], by: ["team", "day"])
        plan.baselines = .models(["gpt-4.1", "deepseek-v3.2"])
        plan.cache = cache
        let one = try await plan.replay(lines)
        let saving = try one.policy("tutorial").saving(against: "gpt-4.1")
        #expect(saving.eatenByCache != .zero)
        for jobs in 1...4 {
            let files = stride(from: 0, to: lines.count, by: 30).map {
                LogInput.lines(lines[$0..<min($0 + 30, lines.count)], name: "\($0).jsonl")
            }
            let split = try await plan.replay(files, jobs: jobs)
            expectSame(split.everything, one.everything, "\(jobs) jobs")
            #expect(try split.policy("tutorial").savings == one.policy("tutorial").savings)
        }
        plan.cache = .kept
        let kept = try await plan.replay(lines).policy("tutorial").saving(against: "gpt-4.1")
        #expect(kept.saved - saving.saved == saving.eatenByCache)
    }
}

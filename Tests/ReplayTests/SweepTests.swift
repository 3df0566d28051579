import Calls
import Documents
import Logs
import Pricing
import Replay
import Routing
import Testing

/// A sweep gives the digits of as many replays.
@Suite struct SweepTests {
    private static let assume =
        SlowPolicy.teamsAssumptions + [
            "content_length=3*prompt_tokens", "message_count=1", "system=none",
        ]

    /// Two bounds of one feature, a parameter used in both directions, an equality.
    private func policy(long: Int64, short: Int64, most: Int64) throws -> Policy {
        try Policy.file(
            "varied",
            """
            parameters: {most: \(most)}
            rules:
              - name: long
                when: content_length > \(long)
                use: requested
              - name: busy
                when: message_count >= most or message_count < 1
                use: claude-sonnet-4.5
              - name: short
                when: content_length <= \(short)
                use: gemini-2.5-flash
              - name: rest
                use: deepseek-v3.2

            """)
    }

    private func plan(_ policy: Policy) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        plan.selectors = [try ModelSelector(policy)]
        return plan
    }

    private func calls(_ lines: [String], _ plan: ReplayPlan) async throws -> ResidentCalls {
        var options = ReadingOptions()
        options.assumptions = try Assumptions(Self.assume)
        return try await ResidentCalls(
            reading: LogFiles([.lines(lines)], options: options), for: plan, jobs: 2)
    }

    private func expect(
        _ points: [SweepPoint], _ lines: [String], _ varied: ([Int64]) throws -> Policy
    ) async throws {
        for point in points {
            let replay = try await plan(varied(point.values)).replay(lines, assume: Self.assume)
            let outcome = try replay.policy("varied")
            #expect(point.answer.column.total == outcome.column.total)
            #expect(point.answer.column.models == outcome.column.models)
            let saving = try #require(outcome.savings.first)
            #expect(point.answer.saving.saved == saving.saved)
            #expect(point.answer.saving.base == saving.base)
            #expect(point.answer.saving.comparedRequests == saving.comparedRequests)
        }
    }

    private func lines() -> [String] {
        var log = RandomLog(seed: 20_260_105)
        return log.lines(900)
    }

    @Test func boundIsSwept() async throws {
        let lines = lines()
        let policy = try policy(long: 5000, short: 1000, most: 3)
        let axis = try SweepAxis("content_length=200:9000:7", of: policy)
        let points = try await calls(lines, plan(policy)).sweep(policy, over: [axis])
        #expect(points.count == 7)
        #expect(Set(points.map(\.answer.column.total)).count > 2)
        try await expect(points, lines) { try self.policy(long: $0[0], short: 1000, most: 3) }
    }

    @Test func parameterIsSwept() async throws {
        let lines = lines()
        let policy = try policy(long: 5000, short: 1000, most: 3)
        let axis = try SweepAxis("most=0,1,2,9", of: policy)
        let points = try await calls(lines, plan(policy)).sweep(policy, over: [axis])
        try await expect(points, lines) { try self.policy(long: 5000, short: 1000, most: $0[0]) }
    }

    /// Where the two bounds meet, each keeps its own rule.
    @Test func twoBoundsOfOneFeatureAreSweptTogether() async throws {
        let lines = lines()
        let policy = try policy(long: 5000, short: 1000, most: 3)
        let axes = [
            try SweepAxis("content_length>5000=1000,5000", of: policy),
            try SweepAxis("content_length>1000=500,1000,5000", of: policy),
        ]
        let points = try await calls(lines, plan(policy)).sweep(policy, over: axes)
        #expect(
            points.map(\.values) == [
                [1000, 500], [1000, 1000], [1000, 5000], [5000, 500], [5000, 1000], [5000, 5000],
            ])
        try await expect(points, lines) { try self.policy(long: $0[0], short: $0[1], most: 3) }
    }

    @Test func sameNumberTwiceIsRefused() async throws {
        let policy = try policy(long: 5000, short: 1000, most: 3)
        let axis = try SweepAxis("content_length=1,2", of: policy)
        let calls = try await calls(lines(), plan(policy))
        #expect(throws: ReplayError.self) { try calls.sweep(policy, over: [axis, axis]) }
    }

    @Test(arguments: [
        ("content_length=500:50000:100", 100, Int64(500), Int64(50_000)),
        ("content_length=0:3:9", 4, 0, 3), ("most=7,3", 2, 3, 7),
    ])
    func valuesAreSpread(_ text: String, _ count: Int, _ first: Int64, _ last: Int64) throws {
        let axis = try SweepAxis(text, of: policy(long: 5000, short: 1000, most: 3))
        #expect(axis.values.count == count)
        #expect((axis.values.first, axis.values.last) == (first, last))
        #expect(zip(axis.values, axis.values.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        "content_length", "content_length=", "content_length=5:1:3", "content_length=1:5:1",
        "content_length=1:5", "content_length=1,1", "content_length=-1,2",
        "content_length>77=1,2", "max_tokens=1,2", "colour=1,2", "content_length=1:9:20000",
    ])
    func faultyAxesAreRefused(_ text: String) throws {
        let policy = try policy(long: 5000, short: 1000, most: 3)
        let error = #expect(throws: ReplayError.self) { try SweepAxis(text, of: policy) }
        #expect(error?.description.hasPrefix("--sweep \(text): ") == true)
    }
}

/// Policies by cost and quality.
@Suite struct FrontierTests {
    private func scores(_ text: String) throws -> QualityScores {
        try QualityScores(Document(text: text, name: "scores.yaml"))
    }

    private static let scores = """
        quality: evals
        version: 1
        scores: {gpt-4.1: "0.9", deepseek-v3.2: "0.8", gemini-2.5-flash: "0.7"}
        classes:
          - {name: long, when: content_length > 500, scores: {deepseek-v3.2: "0.3"}}
        """

    private func frontier(_ scores: QualityScores, models: [String] = []) async throws -> Frontier {
        let policy = try Policy.file(
            "varied",
            """
            rules:
              - {name: long, when: content_length > 500, use: requested}
              - {name: rest, use: deepseek-v3.2}

            """)
        var plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
        plan.selectors = [try ModelSelector(policy), try ModelSelector(scores.classifier)]
        // 1 M tokens each: 8 USD at gpt-4.1, 2.50 at gemini-2.5-flash, 0.42 at deepseek-v3.2.
        let lines = [100, 400, 700, 1000].map {
            call("gpt-4.1", 900_000, 100_000, #""content_length":\#($0)"#)
        }
        let calls = try await ResidentCalls(
            reading: LogFiles([.lines(lines)]), for: plan, jobs: 1)
        let axis = try SweepAxis("content_length=0,500,900", of: policy)
        return try FrontierSearch(policy: policy, axes: [axis], models: models, scores: scores)
            .result(on: calls)
    }

    @Test func bestPoliciesAreFoundByHand() async throws {
        let frontier = try await frontier(try scores(Self.scores))
        // Bound 0: all stay. 500: two move, both short. 900: three move, one of them long.
        #expect(frontier.tried == 4)
        #expect(
            frontier.best.map(\.label) == [
                "varied, content_length 900 for 500", "varied, content_length 500 for 500",
                "as requested",
            ])
        #expect(frontier.best.map(\.cost.description) == ["9.26", "16.84", "32.00"])
        #expect(frontier.best.map(\.quality) == [700_000, 850_000, 900_000])
        #expect(frontier.cheapest(quality: 800_000)?.cost.description == "16.84")
        #expect(frontier.cheapest(quality: 850_000)?.cost.description == "16.84")
        #expect(frontier.cheapest(quality: 850_001)?.cost.description == "32.00")
        #expect(frontier.cheapest(quality: 900_001) == nil)
        let amount = Money(attos: 16_840_000_000_000_000_000)
        #expect(frontier.best(within: amount)?.quality == 850_000)
        #expect(frontier.best(within: amount - Money(attos: 1))?.quality == 700_000)
        #expect(frontier.best(within: .zero) == nil)
    }

    @Test func otherModelsAreTried() async throws {
        let frontier = try await frontier(
            try scores(Self.scores), models: ["gemini-2.5-flash", "deepseek-v3.2"])
        // As requested, two models alone, and three bounds with one of two models.
        #expect(frontier.tried == 9)
        let costs = frontier.points.map(\.cost)
        #expect(costs == costs.sorted())
        for (index, point) in frontier.points.enumerated() {
            let better = frontier.points[..<index].contains { $0.scoreSum >= point.scoreSum }
            #expect(frontier.best.contains { $0.label == point.label } == !better)
        }
    }

    /// Two bounds whose values meet, and two models that take each other's place: each policy costs
    /// what a replay of it says.
    @Test func policiesAreWhatTheirLabelsSay() async throws {
        func rules(_ long: Int64, _ short: Int64, _ first: String, _ second: String) throws
            -> Policy
        {
            try Policy.file(
                "varied",
                """
                rules:
                  - {name: long, when: content_length > \(long), use: requested}
                  - {name: short, when: content_length > \(short), use: \(first)}
                  - {name: rest, use: \(second)}

                """)
        }
        let scores = try scores(
            """
            quality: evals
            version: 1
            scores: {gpt-4.1: "0.9", deepseek-v3.2: "0.8", gemini-2.5-flash: "0.7"}
            """)
        let policy = try rules(900, 300, "gemini-2.5-flash", "deepseek-v3.2")
        var plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
        plan.selectors = [try ModelSelector(policy), try ModelSelector(scores.classifier)]
        let lines = (0..<40).map { index in
            call("gpt-4.1", 1000 + index, 100, #""content_length":\#(index * 30)"#)
        }
        let calls = try await ResidentCalls(
            reading: LogFiles([.lines(lines)]), for: plan, jobs: 1)
        let axes = [
            try SweepAxis("content_length>900=300,600,900", of: policy),
            try SweepAxis("content_length>300=300,600", of: policy),
        ]
        let frontier = try FrontierSearch(
            policy: policy, axes: axes, models: ["gemini-2.5-flash", "deepseek-v3.2"],
            scores: scores
        ).result(on: calls)
        let models = ["gemini-2.5-flash", "deepseek-v3.2"]
        for long in [300, 600, 900] as [Int64] {
            for short in [300, 600] as [Int64] {
                for first in models {
                    for second in models {
                        var label =
                            "varied, content_length \(long) for 900, content_length \(short) for 300"
                        if first != models[0] { label += ", \(first) for \(models[0])" }
                        if second != models[1] { label += ", \(second) for \(models[1])" }
                        var single = ReplayPlan(prices: try PriceTable.named("headline-2026"))
                        single.selectors = [
                            try ModelSelector(rules(long, short, first, second))
                        ]
                        let replay = try await single.replay(lines)
                        let point = try #require(frontier.points.first { $0.label == label })
                        #expect(point.cost == replay.policies[0].column.total)
                    }
                }
            }
        }
    }

    @Test func modelWithoutAScoreIsRefused() async throws {
        let scores = try scores(
            """
            quality: evals
            version: 1
            scores: {deepseek-v3.2: 80}
            """)
        let error = await #expect(throws: ReplayError.self) { try await frontier(scores) }
        #expect(
            error?.description
                == "gpt-4.1 has no score for the class other in evals; add one")
    }

    @Test(arguments: [
        (
            "scores: {a: x}",
            "scores.a is \"x\"; expected a decimal number such as \"0.42\""
        ),
        (
            "scores: {a: -1}",
            "scores.a is \"-1\"; expected a score from 0 to 1000 with at most 6 decimals"
        ),
        ("scores: {}", "scores is empty; expected a score for each model"),
        (
            "scores: {a: 1}\nclasses: [{name: other, when: hour > 1, scores: {a: 2}}]",
            "classes[0] has the name of another class; expected one of its own"
        ),
        (
            "scores: {a: 1}\nclasses: [{name: b, when: hour >, scores: {a: 2}}]",
            "classes[0].when is no condition"
        ),
    ])
    func faultsOfAFileNameTheirPlace(_ text: String, _ expected: String) {
        let error = #expect(throws: DocumentError.self) {
            try scores("quality: q\nversion: 1\n" + text)
        }
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }
}

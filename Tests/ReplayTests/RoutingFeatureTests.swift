import Calls
import Logs
import Pricing
import Replay
import Routing
import Testing

/// What policies look at, as logs tell it.
@Suite struct `Features of logged calls` {
    private func rules(_ policy: String, _ lines: [String], assume: [String] = []) async throws
        -> [UInt64]
    {
        var plan = try ReplayPlan.named("list-2026")
        plan.selectors = [
            try ModelSelector(Policy.file("test", policy), prices: plan.decidingPrices)
        ]
        return try await plan.replay(lines, assume: assume).policy("test").rules.map(\.requests)
    }

    private func rules(_ when: String, zone: String = "UTC", of lines: [String]) async throws
        -> [UInt64]
    {
        try await rules(
            """
            timezone: \(zone)
            rules:
              - name: yes
                when: \(when)
                use: deepseek-v3.2
              - name: no
                use: gpt-4.1
            """, lines)
    }

    /// Berlin goes from +1 to +2 at 2026-03-29T01:00Z and back at 2026-10-25T01:00Z; a Sunday both.
    @Test(arguments: [
        ("hour = 8", "UTC", "2026-01-05T08:59:59.999Z", true),
        ("hour = 8", "UTC", "2026-01-05T09:00:00Z", false),
        ("hour = 9", "Europe/Berlin", "2026-01-05T08:59:59.999Z", true),
        ("hour = 1", "Europe/Berlin", "2026-03-29T00:59:59Z", true),
        ("hour = 3", "Europe/Berlin", "2026-03-29T01:00:00Z", true),
        ("hour = 2", "Europe/Berlin", "2026-10-25T00:30:00Z", true),
        ("hour = 2", "Europe/Berlin", "2026-10-25T01:30:00Z", true),
        ("hour = 5", "Asia/Kathmandu", "2026-01-05T00:00:00Z", true),
        ("hour >= 22 or hour < 6", "Europe/Berlin", "2026-01-05T21:00:00Z", true),
        ("hour >= 22 or hour < 6", "Europe/Berlin", "2026-01-05T05:00:00Z", false),
        ("hour = 23", "UTC", "1969-12-31T23:59:59Z", true),
        ("weekday = monday", "UTC", "2026-01-05T00:00:00Z", true),
        ("weekday = sunday", "UTC", "2026-01-04T23:59:59Z", true),
        ("weekday = sunday", "America/New_York", "2026-01-05T04:59:59Z", true),
        ("weekday in [saturday, sunday]", "UTC", "2026-01-10T12:00:00Z", true),
        ("weekday in [saturday, sunday]", "UTC", "2026-01-09T12:00:00Z", false),
        ("weekday != friday", "UTC", "2026-01-09T12:00:00Z", false),
        ("weekday = wednesday", "UTC", "1969-12-31T12:00:00Z", true),
    ])
    func `hour and weekday in the policy's zone`(
        when: String, zone: String, time: String, holds: Bool
    ) async throws {
        let line = call("gpt-4.1", 1, 1, at: time)
        #expect(try await rules(when, zone: zone, of: [line]) == (holds ? [1, 0] : [0, 1]))
    }

    @Test func `the zone of the report does not change the policy's`() async throws {
        var plan = try ReplayPlan.named("list-2026")
        plan.selectors = try ["UTC", "Asia/Tokyo"].map { zone in
            try ModelSelector(
                Policy.file(
                    zone,
                    """
                    timezone: \(zone)
                    rules:
                      - {name: early, when: hour < 9 and weekday = monday, use: deepseek-v3.2}
                      - {name: late, use: gpt-4.1}
                    """))
        }
        plan.clock = LocalClock(try timeZone("America/New_York"))
        let lines = ["2026-01-05T00:00:00Z", "2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z"]
        let result = try await plan.replay(lines.map { call("gpt-4.1", 1, 1, at: $0) })
        #expect(try result.policy("UTC").rules.map(\.requests) == [2, 1])
        #expect(try result.policy("Asia/Tokyo").rules.map(\.requests) == [0, 3])
    }

    @Test(arguments: [
        (#""tags":{"env":"prod"}"#, #"tag.env = prod"#, true),
        (#""tags":{"env":"prod"}"#, #"tag.env contains "ro""#, true),
        (#""tags":{"env":"prod"}"#, #"tag.env in [test, prod]"#, true),
        (#""tags":{"env":"Prod"}"#, #"tag.env = prod"#, false),
        (#""tags":{"env":"prod","cost centre":"7"}"#, #"tag."cost centre" = '7'"#, true),
        (#""tags":{"other":"x"},"team":"a""#, #"tag.env = prod and team = b"#, false),
    ])
    func tags(fields: String, when: String, holds: Bool) async throws {
        let line = call("gpt-4.1", 1, 1, fields)
        #expect(try await rules(when, of: [line]) == (holds ? [1, 0] : [0, 1]))
    }

    @Test func `a tag that records lack is assumed by its key`() async throws {
        let lines = [
            call("gpt-4.1", 1, 1, #""tags":{"env":"prod"}"#), call("gpt-4.1", 1, 1),
            call("gpt-4.1", 1, 1, #""tags":{"other":"prod"}"#),
        ]
        let policy = """
            rules:
              - {name: prod, when: tag.env = prod, use: deepseek-v3.2}
              - {name: rest, use: gpt-4.1}
            """
        #expect(try await rules(policy, lines, assume: ["tag.env=test"]) == [1, 2])
        #expect(try await rules(policy, lines, assume: ["tag.env=prod"]) == [3, 0])
    }

    @Test func `input is estimated at all that was counted, cached tokens too`() async throws {
        let lines = [
            call("gpt-4.1", 1000, 5, #""cached_tokens":900,"cache_write_tokens":50"#),
            call("gpt-4.1", 999, 5),
        ]
        #expect(try await rules("prompt_tokens >= 1000", of: lines) == [1, 1])
    }

    @Test func `input that was not counted is assumed, and bills nothing`() async throws {
        var plan = try ReplayPlan.named("list-2026")
        let policy = """
            rules:
              - {name: long, when: prompt_tokens > 100, use: gpt-4.1}
              - {name: rest, use: deepseek-v3.2}
            """
        plan.selectors = [try ModelSelector(Policy.file("test", policy))]
        let lines = [
            call("gpt-4.1", 50, 0, #""content_length":1000"#),
            record(#""model":"gpt-4.1","usage":"none","status":429,"content_length":1000"#),
        ]
        let result = try await plan.replay(lines, assume: ["prompt_tokens=content_length/4"])
        #expect(try result.policy("test").rules.map(\.requests) == [1, 1])
        #expect(result.traffic.usage.total == 50)
        #expect(
            result.assumptions.contains(
                "prompt_tokens=content_length/4 (filled in for 1 record)"))
    }

    @Test(arguments: [
        (
            "prompt_tokens > 5", "gpt-4.1", "prompt_tokens",
            "add --assume prompt_tokens=…"
        ),
        ("tag.env = prod", "gpt-4.1", "tag.env", "add --assume tag.env=…"),
        ("model = x", "split a 1, b 2", "id", "nothing can be assumed for id"),
        (
            "model = x", "cheapest of [gpt-4.1, deepseek-v3.2]", "max_tokens and prompt_tokens",
            "add --assume max_tokens=… --assume prompt_tokens=…"
        ),
    ])
    func `what a record lacks is named with what to do`(
        when: String, use: String, lacking: String, remedy: String
    ) async throws {
        var plan = try ReplayPlan.named("list-2026")
        let policy = """
            rules:
              - name: first
                when: \(when)
                use: gpt-4.1
              - name: last
                use: \(use)
            """
        plan.selectors = [
            try ModelSelector(Policy.file("test", policy), prices: plan.decidingPrices)
        ]
        let lines = [
            call("x", 1, 1, #""id":"1","tags":{"env":"prod"},"max_tokens":1"#),
            record(#""model":"gpt-4.1","usage":"unknown""#),
        ]
        let rule = use == "gpt-4.1" ? "first" : "last"
        #expect(
            try await plan.refusal(of: [.lines(lines)])
                == "log.jsonl:2: the rule \"\(rule)\" of policy test needs \(lacking), which this "
                + "record lacks and no assumption supplies; \(remedy)")
    }
}

/// Policies that look at everything, over random calls.
@Suite struct `Choices over logs` {
    private static let rules = """
        timezone: Europe/Berlin
        expected_output: 4000
        rules:
          - name: night
            when: hour >= 20 or weekday in [saturday, sunday] and hour < 12
            use: split gpt-4.1 1, requested 2, gemini-2.5-flash 5
          - name: prod
            when: tag.env = prod and message_count > 5
            use: cheapest of [claude-sonnet-4.5, gpt-4.1]
          - name: large
            when: content_length > 4000
            use: cheapest of [deepseek-v3.2, gemini-2.5-flash]
          - name: rest
            use: split deepseek-v3.2 30, gpt-nonexistent 1
        """
    private static let assume = ["tag.env=none", "message_count=1"]

    /// Records that all tell their usage.
    private func lines(_ count: Int, seed: UInt64) -> [String] {
        var log = RandomLog(seed: seed)
        return log.lines(count).enumerated().map { "{\"id\":\"r-\($0)\",\($1.dropFirst())" }
            .filter { !$0.contains(#""usage""#) }
    }

    private func plan() throws -> ReplayPlan {
        var plan = try ReplayPlan.named("list-2026", by: ["model", "tag:env"])
        plan.selectors = try ["one", "two"].map {
            try ModelSelector(Policy.file($0, Self.rules), prices: plan.decidingPrices)
        }
        return plan
    }

    /// Decides the rows of blocks one by one.
    final class OneByOne: BlockConsumer {
        private let selector: ModelSelector
        private var models: [String: UInt64] = [:]
        private var rules: [Int: UInt64] = [:]

        init(_ selector: ModelSelector) { self.selector = selector }

        func consume(_ block: CallBlock) {
            for row in 0..<block.count {
                let request = RequestFeatures(row: row, of: block, for: selector.policy)
                guard case .decided(let rule, let model) = selector.decide(request) else {
                    Issue.record("row \(row) is undecided")
                    continue
                }
                models[model, default: 0] += 1
                rules[rule, default: 0] += 1
            }
        }

        func partial() -> (models: [String: UInt64], rules: [Int: UInt64]) { (models, rules) }
    }

    @Test func `the report says by which prices models are chosen`() async throws {
        let result = try await plan().replay(lines(5, seed: 1), assume: Self.assume)
        #expect(
            result.assumptions.contains(
                "policy one finds the cheapest model by the prices of list-2026, whatever the time "
                    + "of a request"))
        #expect(
            result.assumptions.contains { $0.hasPrefix("the hours and weekdays of policy two") })
    }

    @Test(arguments: 1...3)
    func `a request alone is decided as in a block`(seed: UInt64) async throws {
        let plan = try plan()
        let lines = lines(600, seed: seed)
        var options = ReadingOptions()
        options.assumptions = try Assumptions(Self.assume)
        let result = try await plan.replay(lines, assume: Self.assume)
        for selector in plan.selectors {
            let (found, _) = try await LogFiles([.lines(lines)], options: options).read(
                plan.demand, jobs: 1
            ) { OneByOne(selector) }
            let outcome = try result.policy(selector.policy.name)
            #expect(
                outcome.rules.map(\.requests)
                    == selector.policy.rules.indices.map { found[0].rules[$0] ?? 0 })
            let column = outcome.column
            let counts =
                column.models.map { ($0.model, $0.requests) }
                + column.unpriced.map { ($0.model, $0.requests) }
            #expect(
                Dictionary(counts.map { ($0 ?? "", $1) }, uniquingKeysWith: +) == found[0].models)
        }
    }

    @Test func `do not depend on jobs, files and other policies`() async throws {
        let plan = try plan()
        let lines = lines(800, seed: 9)
        let one = try await plan.replay(lines, assume: Self.assume)
        let size = lines.count / 8
        let files = (0...8).map { file in
            LogInput.lines(lines.dropFirst(file * size).prefix(size), name: "\(file).jsonl")
        }
        for jobs in [1, 2, 5] {
            let split = try await plan.replay(files, jobs: jobs, assume: Self.assume)
            expectSame(split.everything, one.everything, "\(jobs) jobs")
        }
        var alone = plan
        alone.selectors = [plan.selectors[1]]
        let column = try await alone.replay(lines, assume: Self.assume).policy("two").column
        #expect(column.total == (try one.policy("two").column.total))
        #expect(column.total != (try one.policy("one").column.total), "other names, other lots")
    }

    @Test(arguments: [1, 3])
    func `calls in memory give the digits of a replay`(jobs: Int) async throws {
        let plan = try plan()
        let lines = lines(700, seed: 11)
        var options = ReadingOptions()
        options.assumptions = try Assumptions(Self.assume)
        let replay = try await plan.replay(lines, assume: Self.assume)
        let calls = try await ResidentCalls(
            reading: LogFiles([.lines(lines)], options: options), for: plan, jobs: jobs)
        for selector in plan.selectors {
            let outcome = try replay.policy(selector.policy.name)
            let found = try calls.cost(under: selector)
            #expect(found.column.total == outcome.column.total)
            #expect(found.column.models == outcome.column.models)
            #expect(found.column.unpriced == outcome.column.unpriced)
            #expect(
                selector.policy.rules.indices.map { found.requests(rule: $0) }
                    == outcome.rules.map(\.requests))
        }
    }
}

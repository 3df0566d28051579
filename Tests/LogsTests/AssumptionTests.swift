import Calls
import Logs
import Pricing
import Testing

/// An assumption fills in what a record lacks and never overrides what it has.
@Suite("Assumptions")
struct AssumptionTests {
    private static let variables =
        "prompt_tokens, completion_tokens, cached_tokens, "
        + "cache_write_tokens, reasoning_tokens, content_length, message_count, max_tokens"
    private static let keys =
        "model, user, team, session, service_tier, tag.KEY, system, content, cache, "
        + "content_length, message_count, max_tokens, prompt_tokens"

    @Test(
        "mistakes, with the option named",
        arguments: [
            (["model"], "--assume model: expected KEY=VALUE with a KEY of \(keys)"),
            (["colour=red"], "--assume colour=red: unknown key colour; expected one of \(keys)"),
            ([" model=a"], "--assume  model=a: unknown key  model; expected one of \(keys)"),
            (["=a"], "--assume =a: unknown key ; expected one of \(keys)"),
            (["model="], "--assume model=: the value is empty; expected a name"),
            (["model=a", "model=b"], "--assume model=b: model is already assumed; give it once"),
            (
                ["content_length="],
                "--assume content_length=: expected a number or one of \(variables) at character 1 of the value"
            ),
            (
                ["content_length=4*tokens"],
                "--assume content_length=4*tokens: expected a number or one of \(variables) at character 3 of the value"
            ),
            (
                ["max_tokens=2 3"],
                "--assume max_tokens=2 3: expected + - * / or the end at character 3 of the value"
            ),
            (
                ["max_tokens=(2"],
                "--assume max_tokens=(2: expected ')' at character 3 of the value"
            ),
            (
                ["max_tokens=2)"],
                "--assume max_tokens=2): expected + - * / or the end at character 2 of the value"
            ),
            (
                ["max_tokens=2+"],
                "--assume max_tokens=2+: expected a number or one of \(variables) at character 3 of the value"
            ),
            (
                ["max_tokens=1e"],
                "--assume max_tokens=1e: expected a number or one of \(variables) at character 1 of the value"
            ),
            (
                ["max_tokens=nan"],
                "--assume max_tokens=nan: expected a number or one of \(variables) at character 1 of the value"
            ),
            (
                ["max_tokens=0x10"],
                "--assume max_tokens=0x10: expected a number or one of \(variables) at character 1 of the value"
            ),
            (
                ["max_tokens=" + String(repeating: "(", count: 101)],
                "--assume max_tokens=" + String(repeating: "(", count: 101)
                    + ": too many parentheses at character 100 of the value"
            ),
            (
                ["max_tokens=" + String(repeating: "1+", count: 600)],
                "--assume max_tokens=" + String(repeating: "1+", count: 24)
                    + "1…: the value is longer than 1000 characters"
            ),
        ])
    func mistakes(arguments: [String], message: String) {
        #expect { try Assumptions(arguments) } throws: { error in
            "\(error)" == message
        }
    }

    private static let bare =
        #"{"ts":"2026-01-05T08:15:30Z","prompt_tokens":10,"completion_tokens":7"#

    private func row(_ fields: String, assuming: [String]) async throws -> Row {
        try await Reading.row(Self.bare + fields + "}", assuming: assuming)
    }

    /// prompt_tokens is 10, completion_tokens 7, cached 3, cache writes 2, reasoning 1.
    @Test(
        "arithmetic",
        arguments: [
            ("4*prompt_tokens", 40), ("prompt_tokens", 10), ("completion_tokens", 7),
            ("cached_tokens", 3), ("cache_write_tokens", 2), ("reasoning_tokens", 1),
            ("12", 12), (" 12 ", 12), ("1.5e0", 2), ("2+3*4", 14), ("(2+3)*4", 20), ("2*3+4", 10),
            ("20-5-3", 12), ("20-(5-3)", 18), ("100/10/5", 2), ("100/(10/5)", 50), ("-3+5", 2),
            ("--3", 3), ("2*-3+10", 4), ("((((7))))", 7), ("2 * ( 3 + 4 ) / 7", 2),
            ("(prompt_tokens+20)/2", 15), ("prompt_tokens*completion_tokens", 70),
            // Rounded to the nearest whole number, halves to even.
            ("0.5", 0), ("1.5", 2), ("2.5", 2), ("3.5", 4), ("2.4999", 2), ("2.5001", 3),
            ("completion_tokens/2", 4), ("10/4", 2), ("14/4", 4), ("0.1+0.2", 0), ("-0.4", 0),
            ("0", 0), ("0*prompt_tokens", 0), ("281474976710655", (1 << 48) - 1),
            // No length: not filled in.
            ("-1", nil), ("prompt_tokens-11", nil), ("1/0", nil), ("0/0", nil), ("-1/0", nil),
            ("prompt_tokens/(prompt_tokens-10)", nil), ("281474976710656", nil),
            ("1e300*1e300", nil), ("max_tokens", nil), ("4*content_length", nil),
        ] as [(String, Int64?)])
    func arithmetic(expression: String, value: Int64?) async throws {
        let fields = #","cached_tokens":3,"cache_write_tokens":2,"reasoning_tokens":1"#
        let row = try await row(fields, assuming: ["content_length=\(expression)", "model=m"])
        #expect(row.contentLength == value)
    }

    @Test(
        "gaps are filled, values are kept",
        arguments: [
            ("", ["m", "u", "t", "s", "flex"]),
            (#","model":null,"user":null,"team":"","session":null"#, ["m", "u", "t", "s", "flex"]),
            (
                #","model":"a","user":"b","team":"c","session":"d","service_tier":"e""#,
                ["a", "b", "c", "d", "e"]
            ),
        ])
    func names(fields: String, names: [String]) async throws {
        let assumed = ["model=m", "user=u", "team=t", "session=s", "service_tier=flex"]
        let row = try await row(fields, assuming: assumed)
        #expect([row.model, row.user, row.team, row.session, row.serviceTier] == names)
    }

    @Test(
        "an estimate of the input stands in for what was not counted",
        arguments: [
            (#","usage":"none","content_length":80"#, 20), (#","usage":"unknown""#, nil),
            (#","prompt_tokens":10,"completion_tokens":7,"content_length":80"#, nil),
        ] as [(String, Int64?)])
    func estimates(fields: String, estimate: Int64?) async throws {
        let line = #"{"ts":"2026-01-05T08:15:30Z","model":"m""# + fields + "}"
        let demand = Demand(fields: [.contentLength, .promptEstimate])
        let row = try await Reading.row(
            line, demand, assuming: ["prompt_tokens=content_length/4"])
        #expect(row.promptEstimate == estimate)
        #expect(row.tokens.total == (fields.contains("completion") ? 17 : 0), "nothing is billed")
    }

    @Test(
        "tags are filled in by key",
        arguments: [
            ("", "none"), (#","tags":{"env":"prod"}"#, "prod"), (#","tags":{"env":""}"#, "none"),
            (#","tags":{"a":"b"}"#, "none"), (#","tags":null"#, "none"),
        ])
    func tags(fields: String, env: String) async throws {
        let line = Self.bare + fields + #","model":"m"}"#
        let assumed = ["tag.env=none", "tag.other=x"]
        let row = try await Reading.row(line, Demand(tags: ["env"]), assuming: assumed)
        #expect(row.tags == [env])
    }

    @Test("names are taken literally")
    func literalNames() async throws {
        let row = try await row("", assuming: ["model= a=b, \"ü\" ", "user=4*prompt_tokens"])
        #expect(row.model == " a=b, \"ü\" ")
        #expect(row.user == "4*prompt_tokens")
    }

    @Test(
        "numbers",
        arguments: [
            ("", [40, 1, 2048]),
            (#","content_length":0,"message_count":0,"max_tokens":0"#, [0, 0, 0]),
            (#","content_length":7,"message_count":null"#, [7, 1, 2048]),
        ] as [(String, [Int64])])
    func numbers(fields: String, numbers: [Int64]) async throws {
        let assumed = [
            "model=m", "content_length=4*prompt_tokens", "message_count=1", "max_tokens=2048",
        ]
        let row = try await row(fields, assuming: assumed)
        #expect([row.contentLength, row.messageCount, row.maxTokens] == numbers)
    }

    @Test("without known usage nothing can be computed from tokens")
    func unknownUsage() async throws {
        let line = #"{"ts":"2026-01-05T08:15:30Z","model":"m","usage":"unknown"}"#
        let row = try await Reading.row(
            line, assuming: ["content_length=4*prompt_tokens", "message_count=1"])
        #expect(row.contentLength == nil)
        #expect(row.messageCount == 1)
    }

    @Test(
        "texts",
        arguments: [
            ("system=none", "", TextPresence.absent), ("system=", "", .absent),
            ("system=Eine komplexe Analyse", "", .present),
            ("system=Komplexe Analyse", "", .absent),
            ("system=komplexe Analyse", #","system":"""#, .absent),
            ("system=none", #","system":"komplexe Analyse""#, .present),
            ("system=none", #","system_contains":{"komplexe Analyse":true}"#, .present),
            ("system=none", #","system_contains":{"else":true}"#, .absent),
            ("content=komplexe Analyse", "", .unknown),
        ])
    func system(assumed: String, fields: String, presence: TextPresence) async throws {
        #expect(
            try await row(fields, assuming: ["model=m", assumed]).texts[0] == presence)
    }

    @Test(
        "content", arguments: [("content=käse", TextPresence.present), ("content=none", .absent)])
    func content(assumed: String, presence: TextPresence) async throws {
        #expect(try await row("", assuming: ["model=m", assumed]).texts == [.unknown, presence])
    }

    private func uses(
        _ log: String, _ assumed: [String], _ demand: Demand = .everything
    ) async throws -> [Int] {
        let options = try ReadingOptions { $0.assumptions = try Assumptions(assumed) }
        let applied = try await Reading.of(log, demand, options, jobs: 2).summary.assumptions
        #expect(applied.map(\.text) == assumed)
        return applied.map(\.records)
    }

    @Test("each is counted by the records that it filled in")
    func counts() async throws {
        let log = ["", #","model":"a""#, #","content_length":5"#, #","system":"x""#]
            .map { Self.bare + $0 + "}" }.joined(separator: "\n")
        let assumed = [
            "model=m", "content_length=4*prompt_tokens", "system=none", "max_tokens=1/0",
        ]
        #expect(try await uses(log, assumed) == [3, 3, 3, 0])
        let none = try await uses("", assumed)
        #expect(none == [0, 0, 0, 0])
    }

    @Test("fields that a run does not ask for are not counted as lacking")
    func unaskedFields() async throws {
        let log = Self.bare + #","content_length":5,"user":"u","system":"x"}"#
        let assumed = ["model=m", "content_length=9", "user=v", "system=none"]
        #expect(try await uses(log, assumed, Demand()) == [1, 0, 0, 0])
    }

    @Test("records outside the period are not counted")
    func outsideThePeriod() async throws {
        var demand = Demand(fields: .messageCount)
        demand.from = Timestamp(rfc3339: "2026-01-05T00:00:20Z")
        let log = Native.log(records: 30).joined(separator: "\n")
        #expect(try await uses(log, ["message_count=1"], demand) == [10])
    }

    @Test("what an expression takes is read, whether the run asks for it or not")
    func inputsOfExpressions() async throws {
        let line = Self.bare + #","model":"m","message_count":3,"max_tokens":5}"#
        let row = try await Reading.row(
            line, Demand(fields: .contentLength), assuming: ["content_length=100*message_count"])
        #expect(row.contentLength == 300)
        let chained = try await Reading.row(
            Self.bare + #","model":"m","max_tokens":5}"#, Demand(fields: .contentLength),
            assuming: ["message_count=2*max_tokens", "content_length=100*message_count"])
        #expect(chained.contentLength == 1000)
    }
}

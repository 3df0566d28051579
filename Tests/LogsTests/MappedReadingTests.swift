import Calls
import Logs
import Pricing
import Testing

@Suite("Logs read through a mapping")
struct MappedReadingTests {
    private static let everything = """
        served_model: answer.model
        cached_tokens: usage.cached
        cache_write_tokens: usage.written
        cache_write_1h_tokens: usage.kept
        reasoning_tokens: usage.thought
        cost: {path: cost, unit: cents}
        operation_id: trace
        service_tier: tier
        content_length: length
        message_count: {constant: 3}
        max_tokens: options.0.limit
        user: who.id
        team: {constant: search}
        session: a\\.b
        """
    private static let tags = "tags:\n  env: labels.env\n  cost center: {constant: '17'}\n"

    @Test(
        "every field from its place: deep, in a list, under a key with a dot, in a string, constant"
    )
    func allFields() async throws {
        let line = Mapped.line(
            #""answer":"{\"model\":\"gpt-4.1-2025\"}","#
                + #""usage":{"cached":30,"written":"20","kept":5,"thought":10},"cost":0.37,"#
                + #""trace":17,"tier":"flex","length":4.0,"options":[{"limit":900},{"limit":1}],"#
                + #""who":{"id":42},"a.b":"s-1","labels":{"env":true}"#)
        let row = Row(
            time: "2026-01-05T08:15:30Z", model: "gpt-4.1", servedModel: "gpt-4.1-2025",
            serviceTier: "flex", user: "42", team: "search", session: "s-1",
            operation: Array("17".utf8).withUnsafeBufferPointer { OperationID($0) },
            tokens: TokenUsage(
                input: 50, cacheRead: 30, cacheWrite5m: 15, cacheWrite1h: 5, output: 50,
                reasoning: 10),
            cost: Money(attos: 3_700_000_000_000_000), contentLength: 4, messageCount: 3,
            maxTokens: 900, texts: [.unknown, .unknown], tags: ["true", "17"])
        #expect(try await Mapped.row(line, fields: Self.everything, rest: Self.tags) == row)
    }

    @Test(
        "what the counts include",
        arguments: [
            ("", 50, 50),
            ("prompt_tokens_include: [cached_tokens]\n", 70, 50),
            ("prompt_tokens_include: []\n", 100, 50),
            ("completion_tokens_include: []\n", 50, 60),
        ] as [(String, UInt64, UInt64)])
    func includes(rest: String, input: UInt64, output: UInt64) async throws {
        let line = Mapped.line(#""usage":{"cached":30,"written":20,"thought":10}"#)
        let row = try await Mapped.row(line, fields: Self.everything, rest: rest)
        #expect(
            row?.tokens
                == TokenUsage(
                    input: input, cacheRead: 30, cacheWrite5m: 20, output: output, reasoning: 10))
    }

    @Test(
        "times",
        arguments: [
            ("", #""2026-01-05T09:15:30+01:00""#), ("", #""2026-01-05 08:15:30""#),
            ("seconds", "1767600930"), ("seconds", #""1767600930.0""#),
            ("milliseconds", "1767600930000"), ("nanoseconds", #""1767600930000000000""#),
            ("milliseconds", #""2026-01-05T08:15:30Z""#),
        ])
    func times(unit: String, written: String) async throws {
        let unit = unit.isEmpty ? "" : ", unit: \(unit)"
        let options = try ReadingOptions {
            $0.mapping = try Mapped.mapping(
                Mapped.text().replacing("time: at", with: "time: {path: at\(unit)}"))
        }
        let line = Mapped.line().replacing(#""2026-01-05T08:15:30Z""#, with: written)
        let rows = try await Reading.of(line, .everything, options).rows
        #expect(rows.map(\.time) == ["2026-01-05T08:15:30Z"])
    }

    @Test(
        "money", arguments: [("USD", "1.50"), ("cents", "0.015"), ("micros", "0.0000015")])
    func money(unit: String, amount: String) async throws {
        let row = try await Mapped.row(
            Mapped.line(#""c":"1.5""#), fields: "cost: {path: c, unit: \(unit)}")
        #expect(row?.cost?.description == amount)
    }

    @Test(
        "what is a failure",
        arguments: [
            ("status: s", "503", true), ("status: s", "200", false), ("status: s", #""404""#, true),
            ("error: s", #"{"code":1}"#, true), ("error: s", "null", false),
            ("failed: s", "true", true), ("failed: s", "false", false),
            ("failed: s", #""t""#, true),
            ("failed: {path: s, equals: [error, 'no']}", #""error""#, true),
            ("failed: {path: s, equals: [error, 'no']}", #""ok""#, false),
            ("failed: {path: s, equals: error}", #""error""#, true),
            ("failed: {path: s, equals: '3'}", "3", true),
        ] as [(String, String, Bool)])
    func failures(field: String, value: String, isFailed: Bool) async throws {
        let uncounted = Mapped.line(#""s":\#(value)"#).replacing(#""out":50"#, with: #""out":null"#)
        let row = try await Mapped.row(uncounted, fields: field)
        #expect(row?.isFailed == isFailed)
        #expect(row?.usage == (isFailed ? UsageState.none : .unknown))
        let counted = try await Mapped.row(Mapped.line(#""s":\#(value)"#), fields: field)
        #expect(counted?.isFailed == isFailed)
        #expect(counted?.tokens.total == 150)
    }

    @Test("texts: of the system message, of the last message, and of a list of messages")
    func texts() async throws {
        let plain = try await Mapped.row(
            Mapped.line(#""s":"eine komplexe Analyse","c":"K\u00e4se käse 😀""#),
            fields: "system: s\ncontent: c")
        #expect(plain?.texts == [.present, .present])
        #expect(plain?.contentLength == 12)
        #expect(plain?.messageCount == nil)
        let list = try await Mapped.row(
            Mapped.line(
                #""m":[{"role":"system","content":"kurz"},{"role":"user","content":"käse"}]"#),
            fields: "messages: m")
        #expect(list?.texts == [.absent, .present])
        #expect(list?.contentLength == 4)
        #expect(list?.messageCount == 2)
    }

    @Test("one value may serve two fields, and hold another")
    func shared() async throws {
        let row = try await Mapped.row(
            Mapped.line(#""who":{"name":"u-1"}"#),
            fields: "user: who.name\nteam: who.name\nerror: who")
        #expect(row?.user == "u-1" && row?.team == "u-1" && row?.isFailed == true)
    }

    @Test("a log without models has them from --assume")
    func assumedModel() async throws {
        let text = Mapped.text().replacing("model: model", with: "model: none")
        let options = try ReadingOptions {
            $0.mapping = try Mapped.mapping(text)
            $0.assumptions = try Assumptions(["model=gpt-4.1-mini"])
        }
        let rows = try await Reading.of(Mapped.line(), .everything, options).rows
        #expect(rows.map(\.model) == ["gpt-4.1-mini"])
    }

    @Test("places at which nothing was ever found are named", arguments: [1, 4])
    func misspelt(jobs: Int) async throws {
        let fields = "cached_tokens: usage.cachd\nreasoning_tokens: usage.thought\nuser: who"
        let lines = [Mapped.line(#""usage":{"cached":3}"#), Mapped.line(#""usage":{"thought":1}"#)]
        let options = try Mapped.options(fields: fields)
        let reading = try await Reading.of(
            lines.joined(separator: "\n"), Demand(), options, jobs: jobs)
        #expect(reading.summary.formats == ["jsonl/mine"])
        #expect(
            reading.summary.notes == [
                "mapping mine: no record has a value for cached_tokens (usage.cachd)"
            ])
        #expect(try await Reading.of("", Demand(), options).summary.notes.isEmpty)
    }

    private static let count = "a whole number from 0 to 281474976710655"

    private static let badLines: [(String, String)] = [
        (
            Mapped.line().replacing(":100", with: ":-1"),
            "prompt_tokens (in) is not \(count): found -1"
        ),
        (
            Mapped.line().replacing(":50", with: ":281474976710656"),
            "completion_tokens (out) is not \(count): found 281474976710656"
        ),
        (
            Mapped.line().replacing("2026-01-05T08:15:30Z", with: "today"),
            "time (at) is not a time by RFC 3339, such as \"2026-01-05T08:15:30Z\"; for a "
                + "number the mapping has to give a unit: found \"today\""
        ),
        (
            Mapped.line().replacing("\"at\"", with: "\"when\""),
            "time (at) is missing: expected when the call was made"
        ),
        (
            Mapped.line().replacing("\"gpt-4.1\"", with: "[1]"),
            "model (model) is not a string or a number: found [1]"
        ),
        (
            Mapped.line(#""usage":{"cached":101}"#),
            "cached and cache-write tokens are more than the prompt tokens: 101 + 0 of 100; the "
                + "mapping's prompt_tokens_include and completion_tokens_include say what "
                + "includes what"
        ),
        (
            Mapped.line(#""cost":-1"#),
            "cost (cost) is not an amount of money from 0 to 10^9, such as \"0.006496\": found -1"
        ),
        (
            Mapped.line(#""usage":"{x}""#),
            "usage holds a string that is not valid JSON: expected a key in double quotes at "
                + "byte 2"
        ),
        (Mapped.line(#""in":3"#), #"the key "in" stands twice in one object"#),
        (
            Mapped.line(#""usage":{"cached":1,"cached":2}"#),
            #"the key "cached" stands twice in one object"#
        ),
        (#"{"at":"2026-01-05T08"#, "not valid JSON: \(closed) at byte 21"),
        ("[]", "not valid JSON: expected an object {…} at byte 1"),
    ]

    @Test("bad lines", arguments: badLines)
    func bad(line: String, message: String) async throws {
        let log = [Mapped.line(), line, Mapped.line()].joined(separator: "\n")
        let fault = try await Reading.fault(
            of: log, .everything, Mapped.options(fields: Self.everything))
        #expect(fault == "log:2: \(message); \(Advice.mend)", "\(fault ?? "accepted")")
        let reading = try await Reading.of(
            log, .everything, Mapped.options(fields: Self.everything, skips: true))
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == Array("\(line)\n".utf8))
    }

    private static let closed =
        "a control character inside a string, or a string that is not closed"
}

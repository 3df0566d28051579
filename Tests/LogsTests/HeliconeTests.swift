import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("Helicone exports")
struct HeliconeTests {
    private static let demand = Demand(
        fields: [
            .contentLength, .messageCount, .maxTokens, .user, .session, .id, .latency,
            .timeToFirstToken,
        ],
        texts: Demand.everything.texts, tags: ["env", "cost center"])

    /// What both files tell: nothing of the cache, of reasoning and of the first token.
    private static let rows = [
        Row(
            time: "2026-01-05T08:15:30.123Z", model: "gpt-4.1", serviceTier: "flex", user: "u-1",
            session: "s-1", tokens: TokenUsage(input: 1200, output: 150),
            cost: Money(attos: 3_600_000_000_000_000), contentLength: 43, messageCount: 2,
            maxTokens: 512, latency: 877_000_000, texts: [.present, .present],
            tags: ["prod", "4711"],
            id: RecordID("b0000001-0000-4000-8000-000000000001")),
        Row(
            time: "2026-01-05T08:16:00Z", model: "claude-sonnet-4-5",
            tokens: TokenUsage(input: 30, output: 80), cost: Money(attos: 1_290_000_000_000_000),
            contentLength: 8, messageCount: 2, maxTokens: 64, latency: 842_000_000,
            texts: [.absent, .absent],
            tags: ["", ""], id: RecordID("b0000001-0000-4000-8000-000000000002")),
        Row(
            time: "2026-01-05T08:17:00Z", model: "gpt-4.1", usage: .none, isFailed: true,
            cost: .zero, texts: [.unknown, .unknown], tags: ["", ""],
            id: RecordID("b0000001-0000-4000-8000-000000000003")),
        Row(
            time: "2026-01-05T08:18:00Z", model: "gpt-4.1", user: "u-2", usage: .unknown,
            latency: 5_012_000_000, texts: [.unknown, .unknown], tags: ["", ""]),
        Row(
            time: "2026-01-05T08:19:00Z", model: "gpt-4.1-mini", user: "u-2", usage: .none,
            isFailed: true, contentLength: 0, messageCount: 1, texts: [.absent, .absent],
            tags: ["test, \"two\"\nlines", ""],
            id: RecordID("b0000001-0000-4000-8000-000000000005")),
    ]

    @Test("the CSV", arguments: [1, 2, 4])
    func csv(jobs: Int) async throws {
        let reading = try await Reading.of(
            [Places.fixture("helicone/output.csv")], Self.demand, jobs: jobs)
        #expect(reading.summary.formats == ["helicone"])
        #expect(reading.rows == Self.rows)
    }

    @Test("the JSON lines, which have cached tokens and reasoning", arguments: [1, 2, 4])
    func lines(jobs: Int) async throws {
        var expected = Self.rows
        for index in expected.indices {
            expected[index].id = RecordID("a0000001-0000-4000-8000-00000000000\(index + 1)")
            if expected[index].usage == .none { expected[index].cost = .zero }
        }
        expected[0].tokens = TokenUsage(
            input: 1200, cacheRead: 800, output: 200, reasoning: 50)
        expected[0].timeToFirstToken = 190_000_000
        expected[1].tokens = TokenUsage(
            input: 30, cacheRead: 5000, cacheWrite5m: 700, output: 80)
        var hit = Self.rows[0]
        hit.time = "2026-01-05T08:20:00Z"
        (hit.usage, hit.tokens, hit.cost) = (.none, .zero, .zero)
        (hit.id, hit.latency) = (RecordID("a0000001-0000-4000-8000-000000000006"), 3_000_000)
        expected.append(hit)
        let reading = try await Reading.of(
            [Places.fixture("helicone/output.jsonl")], Self.demand, jobs: jobs)
        #expect(reading.summary.formats == ["helicone"])
        #expect(reading.rows == expected)
    }

    @Test("what a run does not ask for is not read")
    func demand() async throws {
        let row = try await Reading.of(
            [Places.fixture("helicone/output.jsonl")], Demand()
        ).rows[0]
        #expect(row.id == .none && row.latency == nil && row.timeToFirstToken == nil)
        #expect(row.user.isEmpty && row.session.isEmpty && row.contentLength == nil)
    }

    @Test(
        "the shape",
        arguments: [
            (Helicone.csv(Helicone.row()), "helicone"), (Helicone.line(), "helicone"),
            // In any order, and with columns that are not read.
            ("x,response_status,prompt_tokens,request_created_at\n", "helicone"),
            (#"{"response_status":1,"request_created_at":"#, "helicone"),
            (#"{"response_status":200,"model":"a"}"#, "native"),
            (#"{"x":{"response_status":200,"request_created_at":1}}"#, "native"),
        ])
    func shape(log: String, format: String) async throws {
        #expect(try await Reading.of(log, Demand(), .skipping).summary.formats == [format])
    }

    @Test(
        "statuses: failures, and what nobody knows the end of",
        arguments: [
            ("200", false, .unknown), ("0", false, .unknown), ("399", false, .unknown),
            ("400", true, .none), ("429", true, .none), ("503", true, .none),
            ("\"500\"", true, .none), ("500.0", true, .none), ("", false, .unknown),
            ("-1", true, .none), ("-2", false, .unknown), ("-3", false, .unknown),
            ("-4", true, .none),
        ] as [(String, Bool, UsageState)])
    func statuses(status: String, isFailed: Bool, usage: UsageState) async throws {
        let row = try await Reading.row(
            Helicone.csv(Helicone.row(status: status, prompt: "0", completion: "0")))
        #expect(row.isFailed == isFailed)
        #expect(row.usage == usage)
        let json = status.isEmpty ? "null" : status
        let line = Helicone.line().replacing(":200,", with: ":\(json),")
            .replacing("\"10\"", with: "0").replacing("\"5\"", with: "null")
        #expect(try await Reading.row(line).isFailed == isFailed)
        #expect(try await Reading.row(line).usage == usage)
        // Usage decides what is billed, whatever the status.
        let used = try await Reading.row(Helicone.csv(Helicone.row(status: status)))
        #expect(used.tokens == TokenUsage(input: 10, output: 5))
    }

    @Test(
        "pitfall 15: what Helicone's own cache answered used nothing",
        arguments: [
            ("null", .known), (#""""#, .known),
            (#""00000000-0000-0000-0000-000000000000""#, .known),
            (#""a0000001-0000-4000-8000-000000000001""#, .none),
        ] as [(String, UsageState)])
    func cacheHit(reference: String, usage: UsageState) async throws {
        let row = try await Reading.row(Helicone.line(#""cache_reference_id":\#(reference)"#))
        #expect(row.usage == usage)
        #expect(row.tokens.total == (usage == .known ? 15 : 0))
    }

    @Test(
        "the model asked for and the one that answered",
        arguments: [
            (#""request_model":"a","response_model":"b","model":"c""#, "a", "b"),
            (#""request_model":"a","response_model":"b","model_override":"d""#, "a", "d"),
            (#""request_model":"a","model":"c""#, "a", "c"), (#""request_model":"a""#, "a", ""),
            (#""request_model":"","model":"c""#, "c", ""),
            (#""model":null,"request_body":{"model":"e"}"#, "e", ""),
            (#""model":"c","request_body":{"model":"e"}"#, "c", ""), (#""model":"""#, "", ""),
        ])
    func models(fields: String, model: String, served: String) async throws {
        let line = Helicone.line().replacing(#""request_model":"gpt-4.1""#, with: fields)
        let row = try await Reading.row(line)
        #expect(row.model == model)
        #expect(row.servedModel == served)
    }

    @Test(
        "the recorded cost under its three names",
        arguments: [
            ("cost", "0.001", 1_000_000_000_000_000),
            ("cost_usd", "\"0.25\"", 250_000_000_000_000_000),
            ("costUSD", "1.35e-05", 13_500_000_000_000), ("cost", "0", nil), ("cost", "null", nil),
        ] as [(String, String, Int128?)])
    func costs(name: String, written: String, attos: Int128?) async throws {
        let line = Helicone.line().replacing(#""cost":0.001"#, with: "\"\(name)\":\(written)")
        #expect(try await Reading.row(line).cost == attos.map { Money(attos: $0) })
    }

    @Test("what stands there under several names does not depend on their order")
    func order() async throws {
        let plain = Helicone.line().replacing(#","cost":0.001"#, with: "")
        let members = [
            #""cost":null"#, #""cost_usd":0.25"#, #""costUSD":0.5"#, #""delay_ms":7"#,
            #""latency":9"#,
        ]
        for ordered in [members, members.reversed()] {
            let line = String(plain.dropLast()) + "," + ordered.joined(separator: ",") + "}"
            let row = try await Reading.row(line, Demand(fields: .latency))
            #expect(row.cost == Money(attos: 250_000_000_000_000_000))
            #expect(row.latency == 7_000_000)
        }
    }

    @Test("a cost of 0 is known where nothing was used, and unknown beside tokens")
    func zeroCosts() async throws {
        let line = Helicone.line().replacing(#""cost":0.001"#, with: #""cost":0"#)
        #expect(try await Reading.row(line).cost == nil)
        let hit = String(line.dropLast()) + #","cache_reference_id":"b1"}"#
        #expect(try await Reading.row(hit).cost == .zero)
        let failed = Helicone.csv(
            Helicone.row(status: "500", prompt: "0", completion: "0", cost: "0"))
        #expect(try await Reading.row(failed).cost == .zero)
    }
}

import Calls
import Logs
import Pricing
import Testing

@Suite("BurstGPT traces")
struct BurstGPTTests {
    private static let demand = Demand(
        fields: [.session, .latency, .contentLength], tags: ["log-type"])
    private static let header =
        "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type"

    private static func row(
        time: String = "5", model: String = "GPT-4", request: String = "470",
        response: String = "20"
    ) -> String {
        "\(time),\(model),\(request),\(response),490,API log"
    }

    private static func csv(_ rows: String...) -> String {
        ([header] + rows).joined(separator: "\n")
    }

    @Test("without session and elapsed time", arguments: [1, 2, 4])
    func plain(jobs: Int) async throws {
        let reading = try await Reading.of(
            [Places.fixture("burstgpt/plain.csv")], Self.demand, jobs: jobs)
        #expect(reading.summary.formats == ["burstgpt"])
        #expect(
            reading.rows == [
                Row(
                    time: "1970-01-01T00:00:05Z", model: "ChatGPT",
                    tokens: TokenUsage(input: 470, output: 20), tags: ["Conversation log"]),
                Row(
                    time: "1970-01-01T00:00:45Z", model: "ChatGPT",
                    tokens: TokenUsage(input: 1090, output: 230), tags: ["Conversation log"]),
                Row(
                    time: "1970-01-01T00:01:58Z", model: "GPT-4",
                    tokens: TokenUsage(input: 420, output: 280), tags: ["Conversation log"]),
                Row(
                    time: "1970-01-01T00:03:05Z", model: "ChatGPT", usage: .none, isFailed: true,
                    tags: ["API log"]),
            ])
    }

    @Test("with them; time may have a fraction", arguments: [1, 2, 4])
    func sessions(jobs: Int) async throws {
        let reading = try await Reading.of(
            [Places.fixture("burstgpt/sessions.csv")], Self.demand, jobs: jobs)
        #expect(reading.summary.formats == ["burstgpt"])
        let rows = reading.rows
        #expect(
            rows.map(\.time) == [
                "1970-08-14T00:01:50Z", "1970-08-14T00:02:41.250Z", "1970-08-14T00:03:12.500Z",
                "1970-08-14T00:04:14Z",
            ])
        #expect(rows.map(\.latency) == [43_000_000_000, 2_000_000_000, 8_000_000_000, nil])
        #expect(rows[0].session == "6f1c2a8e-3b0d-4c5e-9a77-1d2e3f405161")
        #expect(rows[2].session == rows[0].session && rows[1].session != rows[0].session)
        #expect(rows[3].session.isEmpty)
        #expect(rows.map(\.isFailed) == [false, false, false, true])
        #expect(
            rows.reduce(into: .zero) { $0 += $1.tokens } == TokenUsage(input: 2730, output: 590))
    }

    @Test("0 response tokens are a failed request for which nothing was billed")
    func failed() async throws {
        let row = try await Reading.row(Self.csv(Self.row(response: "0")), Demand())
        #expect(row.isFailed && row.usage == .none && row.tokens == .zero)
    }

    @Test(
        "the shape",
        arguments: [
            (header, "burstgpt"), ("\u{FEFF}" + header + "\r\n", "burstgpt"),
            ("Log Type,Response tokens,Request tokens,Model,Timestamp", "burstgpt"),
            (#""Timestamp","Model","Request tokens","Response tokens""#, "burstgpt"),
        ])
    func shape(log: String, format: String) async throws {
        #expect(try await Reading.of(log, Demand(), .skipping).summary.formats == [format])
    }

    @Test("a file without a header is none, whatever it is said to be")
    func noHeader() async throws {
        let options = ReadingOptions { $0.format = .burstgpt }
        #expect(
            try await Reading.fault(of: Self.row(), Demand(), options)
                == #"log:1: not a header of burstgpt: "5,GPT-4,470,20,490,API log"; "#
                + "see 'tollgate formats burstgpt' for its columns")
    }

    private static let whole = "a whole number from 0 to 281474976710655"
    private static let seconds = "seconds from 0 to 9223372036"

    @Test(
        "bad rows",
        arguments: [
            (row(time: "-1"), #"Timestamp is not \#(seconds): found "-1""#),
            (row(time: "2026-01-05"), #"Timestamp is not \#(seconds): found "2026-01-05""#),
            (row(time: "9223372037"), #"Timestamp is not \#(seconds): found "9223372037""#),
            (row(time: ""), "Timestamp is missing: expected \(seconds)"),
            (row(request: "-5"), #"Request tokens is not \#(whole): found "-5""#),
            (row(request: ""), "Request tokens is missing: expected a count of tokens"),
            (row(response: "1.5"), #"Response tokens is not \#(whole): found "1.5""#),
            (
                row(response: "281474976710656"),
                #"Response tokens is not \#(whole): found "281474976710656""#
            ),
            (row(response: ""), "Response tokens is missing: expected a count of tokens"),
            (
                "5,GPT-4,47", "the row has not as many cells as the header: found 3, expected 6"
            ),
            (
                row() + ",1",
                "the row has not as many cells as the header: found more, expected 6"
            ),
        ])
    func bad(row: String, message: String) async throws {
        let log = Self.csv(Self.row(), row, Self.row())
        #expect(try await Reading.fault(of: log, Demand()) == "log:3: \(message); \(Advice.mend)")
        for jobs in [1, 2, 4] {
            let reading = try await Reading.of(log, Demand(), .skipping, jobs: jobs)
            #expect(reading.rows.count == 2)
            #expect(reading.rejected == Array("\(row)\n".utf8))
        }
    }

    @Test("a column that stands twice")
    func twice() async throws {
        let log = "Timestamp,Model,Request tokens,Response tokens,Model\n5,GPT-4,1,2,GPT-4"
        #expect(
            try await Reading.fault(of: log, Demand())
                == #"log:2: the key "Model" stands twice in one object; \#(Advice.mend)"#)
    }
}

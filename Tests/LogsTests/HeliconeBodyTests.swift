import Calls
import Logs
import Pricing
import Testing

/// Bodies and properties: values, strings with JSON, and cells whose quotes are doubled twice.
@Suite("Helicone: columns and bad lines")
struct HeliconeBodyTests {
    private static let chat =
        #"{"model":"a","max_tokens":7,"messages":[{"role":"system","content":""},"#
        + #"{"role":"user","content":"\"käse\" \\ \"\"\n👋"}]}"#

    @Test("quotes that are doubled twice, once, or not at all")
    func quotes() async throws {
        let once = "\"" + Self.chat.replacing("\"", with: "\"\"") + "\""
        let lines = [
            Helicone.csv(Helicone.row(body: Helicone.cell(Self.chat))),
            Helicone.csv(Helicone.row(body: once)),
            Helicone.line(#""request_body":\#(Self.chat)"#),
            Helicone.line(#""request_body":\#(LiteLLM.asString(Self.chat))"#),
        ]
        for line in lines {
            let row = try await Reading.row(line)
            #expect(row.contentLength == 14)
            #expect(row.messageCount == 2)
            #expect(row.maxTokens == 7)
            #expect(row.texts == [.absent, .present])
        }
    }

    @Test(
        "empty strings are no doubled quotes",
        arguments: [
            #"{"env":""}"#, #"{"":"","env":""}"#, #"{"":{"":[""]},"env":""}"#, #"{"env":"" }"#,
            #"{"env":"", "":""}"#, "{}", #"{ "env" : "\"" }"#, #"{"env":"\"\""}"#,
        ])
    func emptyStrings(json: String) async throws {
        let once = "\"" + json.replacing("\"", with: "\"\"") + "\""
        let expected = try await Reading.row(Helicone.line(#""request_properties":\#(json)"#))
        for cell in [once, Helicone.cell(json)] {
            let row = try await Reading.row(Helicone.csv(Helicone.row(properties: cell)))
            #expect(row.tags == expected.tags)
        }
    }

    @Test(
        "what is no body of a request tells nothing of it",
        arguments: [
            "", "\"\"", "Hallo", "\"Hallo, \"\"du\"\"\"", "[1]", "7",
            Helicone.cell(#"{"helicone_message":"fetching body from signed_url..."}"#),
            Helicone.cell(#"{"messages":[{"role":"user","content":"abc"#),
            Helicone.cell(#"{"contents":[{"parts":[{"text":"abc"}]}]}"#), "{",
        ])
    func noBody(cell: String) async throws {
        let row = try await Reading.row(Helicone.csv(Helicone.row(body: cell)))
        #expect(row.contentLength == nil && row.messageCount == nil && row.maxTokens == nil)
        #expect(row.texts == [.unknown, .unknown])
        #expect(row.model == "gpt-4.1")
    }

    private static let whole = "a whole number from 0 to 281474976710655"
    private static let status =
        "a status of HTTP, or -1 (timeout), -2 (pending), -3 (cancelled), -4 (threat)"
    private static let time =
        "a time: milliseconds since 1970 such as 1767600930123, "
        + #"or RFC 3339 such as "2026-01-05T08:15:30Z""#
    private static let width = "the row has not as many cells as the header"

    static let rows: [BadLines.Case] = [
        .init(Helicone.row(prompt: "-1"), #"prompt_tokens is not \#(whole): found "-1""#),
        .init(
            Helicone.row(completion: "281474976710656"),
            #"completion_tokens is not \#(whole): found "281474976710656""#),
        .init(
            Helicone.row(prompt: "281474976710655", completion: "1"),
            "the sum of the token counts is not below 281474976710656: found 281474976710656"),
        .init(Helicone.row(prompt: "x"), #"prompt_tokens is not \#(whole): found "x""#),
        .init(Helicone.row(status: "-5"), #"response_status is not \#(status): found "-5""#),
        .init(Helicone.row(status: "OK"), #"response_status is not \#(status): found "OK""#),
        .init(Helicone.row(status: "1000"), #"response_status is not \#(status): found "1000""#),
        .init(
            Helicone.row(time: ""),
            "request_created_at is missing: expected when the request was made"),
        .init(
            Helicone.row(time: "yesterday"),
            #"request_created_at is not \#(time): found "yesterday""#),
        .init(
            Helicone.row(cost: "-1"),
            #"cost is not an amount of money from 0 to 10^9, such as "0.006496": found "-1""#),
        .init(Helicone.row(properties: "[1]"), "request_properties is not an object: found [1]"),
        .init(
            Helicone.row(properties: Helicone.cell(#"{"env":"#)),
            "request_properties holds a string that is not valid JSON: expected a value at byte 8"),
        .init(
            Helicone.row(properties: Helicone.cell(#"{"env":"a","env":"b"}"#)),
            #"the key "env" stands twice in one object"#),
        .init(String(Helicone.row().dropLast(7)), "\(width): found 11, expected 12"),
        .init(Helicone.row() + ",", "\(width): found more, expected 12"),
        .init(
            Helicone.row(body: #"a"b""#),
            "a quote inside a cell that is not quoted: in column 5; "
                + "quote the cell and double the quotes in it"),
    ]

    @Test("bad rows", arguments: rows)
    func bad(bad: BadLines.Case) async throws {
        let good = Helicone.row()
        let log = Array("\(Helicone.header)\n\(good)\n".utf8) + bad.line + Array("\n\(good)".utf8)
        let fault = try await Reading.fault(of: log)
        #expect(fault == "log:3: \(bad.message); \(Advice.mend)", "\(fault ?? "accepted")")
        for jobs in [1, 2, 4] {
            let reading = try await Reading.of(bytes: [log], .everything, .skipping, jobs: jobs)
            #expect(reading.rows.count == 2)
            #expect(reading.summary.skipped.map(\.first) == ["log:3"])
            #expect(reading.rejected == bad.line + [0x0A])
        }
    }

    static let lines: [BadLines.Case] = [
        .init(
            Helicone.line(#""reasoning_tokens":-1"#), "reasoning_tokens is not \(whole): found -1"),
        .init(Helicone.line(#""model":7"#), "model is not a string: found 7"),
        .init(Helicone.line(#""request_user_id":{}"#), "request_user_id is not a string: found {}"),
        .init(Helicone.line(#""cost":1"#), #"the key "cost" stands twice in one object"#),
        .init(
            String(Helicone.line().dropLast(9)),
            "not valid JSON: a control character inside a string, or a string that is not closed "
                + "at byte 185"),
    ]

    @Test("bad lines", arguments: lines)
    func badLines(bad: BadLines.Case) async throws {
        let good = Array(Helicone.line().utf8)
        let log = Array([good, bad.line, good].joined(separator: [0x0A]))
        let fault = try await Reading.fault(of: log)
        #expect(fault == "log:2: \(bad.message); \(Advice.mend)", "\(fault ?? "accepted")")
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == bad.line + [0x0A])
    }

    @Test("lines of JSON keep their limit of length")
    func limit() async throws {
        let options = ReadingOptions { $0.maximumLineBytes = 300 }
        let long = Helicone.line(#""x":"\#(String(repeating: "y", count: 200))""#)
        #expect(
            try await Reading.fault(of: long, .everything, options)?
                .hasPrefix("log:1: the line is longer than 300 bytes") == true)
    }
}

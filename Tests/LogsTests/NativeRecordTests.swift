import Calls
import Pricing
import Testing

@Suite("Native records")
struct NativeRecordTests {
    @Test func everyField() async throws {
        let row = try await Reading.row(
            #"{"id":"r-1","ts":"2026-01-05T09:15:30.123+01:00","model":"gpt-4.1","#
                + #""served_model":"gpt-4.1-2025-04-14","user":"u-17","team":"search","#
                + #""session":"s-3","service_tier":"flex","prompt_tokens":812,"#
                + #""completion_tokens":245,"cached_tokens":100,"cache_write_tokens":50,"#
                + #""cache_write_1h_tokens":20,"reasoning_tokens":45,"content_length":3120,"#
                + #""message_count":4,"max_tokens":2048,"stream":true,"operation_id":"o-9","#
                + #""attempt":2,"tags":{"env":"prod","other":"x","cost center":"42"},"#
                + #""system_contains":{"komplexe Analyse":false},"latency_ms":842.5,"#
                + #""ttft_ms":190,"status":200,"error":null,"cost_usd":"0.006496"}"#)
        let expected = Row(
            time: "2026-01-05T08:15:30.123Z", model: "gpt-4.1", servedModel: "gpt-4.1-2025-04-14",
            serviceTier: "flex", user: "u-17", team: "search", session: "s-3",
            operation: row.operation,
            tokens: TokenUsage(
                input: 662, cacheRead: 100, cacheWrite5m: 30, cacheWrite1h: 20, output: 245,
                reasoning: 45),
            cost: Money(attos: 6_496_000_000_000_000), contentLength: 3120, messageCount: 4,
            maxTokens: 2048, texts: [.absent, .unknown], tags: ["prod", "42"])
        #expect(row == expected)
        #expect(row.operation != .none)
    }

    @Test func fieldsThatNobodyAsksForAreNotRead() async throws {
        let row = try await Reading.row(
            Native.line(
                #""user":"u","team":"t","session":"s","content_length":1,"message_count":2,"#
                    + #""max_tokens":3,"tags":{"env":"x"},"system":"s""#), Demand())
        #expect(row.user.isEmpty && row.team.isEmpty && row.session.isEmpty)
        #expect(row.contentLength == nil && row.messageCount == nil && row.maxTokens == nil)
        #expect(row.texts.isEmpty && row.tags.isEmpty)
    }

    /// prompt, cached, writes, of which 1 h → input, read, 5 min, 1 h.
    @Test(
        "pitfall 1: cached tokens are counted once",
        arguments: [
            ([1000, 0, 0, 0], [1000, 0, 0, 0]), ([1000, 400, 0, 0], [600, 400, 0, 0]),
            ([1000, 400, 300, 0], [300, 400, 300, 0]), ([1000, 400, 600, 0], [0, 400, 600, 0]),
            ([1000, 1000, 0, 0], [0, 1000, 0, 0]), ([1000, 0, 300, 100], [700, 0, 200, 100]),
            ([1000, 100, 900, 900], [0, 100, 0, 900]), ([0, 0, 0, 0], [0, 0, 0, 0]),
        ] as [([UInt64], [UInt64])])
    func cachedTokensCountedTwice(counts: [UInt64], parts: [UInt64]) async throws {
        let row = try await Reading.row(
            Native.uncounted(
                #""prompt_tokens":\#(counts[0]),"completion_tokens":7,"cached_tokens":\#(counts[1]),"#
                    + #""cache_write_tokens":\#(counts[2]),"cache_write_1h_tokens":\#(counts[3])"#))
        let tokens = row.tokens
        #expect(
            [tokens.input, tokens.cacheRead, tokens.cacheWrite5m, tokens.cacheWrite1h] == parts)
        #expect(tokens.totalInput == counts[0])
        #expect(tokens.total == counts[0] + 7)
    }

    @Test("pitfall 3: reasoning is a part of the output")
    func reasoningTokens() async throws {
        let tokens = try await Reading.row(Native.line(#""reasoning_tokens":5"#)).tokens
        #expect(tokens.output == 5)
        #expect(tokens[.output] == 0)
        #expect(tokens[.reasoning] == 5)
        #expect(tokens.total == 15)
    }

    @Test("pitfall 8: attempts at one operation share its identity")
    func attemptsAtOneOperation() async throws {
        let lines = ["o-1", "o-1", "o-2", #"o\u002d1"#, ""].map {
            Native.line(#""operation_id":"\#($0)""#)
        }
        let rows = try await Reading.of(lines.joined(separator: "\n")).rows
        #expect(rows[0].operation == rows[1].operation)
        #expect(rows[0].operation == rows[3].operation)
        #expect(rows[0].operation != rows[2].operation)
        #expect(rows[4].operation == .none)
    }

    @Test("pitfall 11: a cache write of unstated duration lasts five minutes")
    func cacheWrites() async throws {
        let tokens = try await Reading.row(Native.line(#""cache_write_tokens":4"#)).tokens
        #expect(tokens.cacheWrite5m == 4)
        #expect(tokens.cacheWrite1h == 0)
    }

    /// Pitfalls 7 and 9: usage decides, not status; a cut stream is unknown, a failure is not.
    @Test(
        "pitfalls 7 and 9: usage and failure",
        arguments: [
            (Native.line(), UsageState.known, false),
            (Native.line(#""status":399"#), .known, false),
            (Native.line(#""status":400"#), .known, true),
            (Native.line(#""status":503"#), .known, true),
            (Native.line(#""status":null,"error":null"#), .known, false),
            (Native.line(#""error":{"code":1,"message":["x"]}"#), .known, true),
            (Native.line(#""error":"timeout""#), .known, true),
            (Native.uncounted(#""usage":"unknown""#), .unknown, false),
            (Native.uncounted(#""usage":"unknown","prompt_tokens":812"#), .unknown, false),
            (Native.uncounted(#""usage":"unknown","status":500"#), .none, true),
            (Native.uncounted(#""usage":"none","status":500"#), .none, true),
            (Native.uncounted(#""usage":"none""#), .none, false),
            (Native.uncounted(#""usage":"\u006eone","prompt_tokens":null"#), .none, false),
        ])
    func usage(line: String, state: UsageState, isFailed: Bool) async throws {
        let row = try await Reading.row(line)
        #expect(row.usage == state)
        #expect(row.isFailed == isFailed)
        #expect((row.tokens.total == 15) == (state == .known))
        #expect((row.tokens == .zero) == (state != .known))
    }

    @Test(
        "counts in other spellings",
        arguments: [
            ("812", 812), ("812.0", 812), ("8e2", 800), ("8E+2", 800), ("8.12e2", 812),
            ("81200e-2", 812), ("0", 0), ("-0", 0), ("0.0", 0), ("0e5", 0), ("0E-9999", 0),
            ("281474976710655", (1 << 48) - 1), ("281474976710655.000", (1 << 48) - 1),
            ("2.81474976710655e14", (1 << 48) - 1), ("00000", nil), ("1 ", 1),
        ] as [(String, UInt64?)])
    func counts(text: String, value: UInt64?) async throws {
        let line = Native.counted(prompt: text)
        guard let value else {
            #expect(try await Reading.fault(of: line)?.contains("expected ',' or '}'") == true)
            return
        }
        #expect(try await Reading.row(line).tokens.input == value)
    }

    @Test(
        "counts that are none",
        arguments: [
            "812.5", "-1", "1e-1", "281474976710656", "281474976710656.0", "1e15", "1e400",
            "1e99999", "1e-99999", "99999999999999999999999999", "18446744073709551616",
            "9223372036854775808", "\"812\"", "true", "[1]", "{}",
        ])
    func noCounts(text: String) async throws {
        let expected = "prompt_tokens is not a whole number from 0 to 281474976710655"
        let fault = try await Reading.fault(of: Native.counted(prompt: text))
        #expect(
            fault == "log:1: \(expected): found \(text); \(Advice.mend)", "\(fault ?? "accepted")")
    }

    @Test(
        "recorded cost",
        arguments: [
            (#""0.006496""#, "0.006496"), ("0.006496", "0.006496"), ("0", "0.00"), ("12", "12.00"),
            (#""12.5""#, "12.50"), ("1.5e-7", "0.00000015"), (#""1.5E-7""#, "0.00000015"),
            ("2E+1", "20.00"), ("-0.0", "0.00"), ("1000000000", "1000000000.00"),
            ("999999999.999999999999999999", "999999999.999999999999999999"),
            ("0.000000000000000001", "0.000000000000000001"),
            // Half to even at the eighteenth decimal.
            ("0.0000000000000000005", "0.00"), ("0.00000000000000000050", "0.00"),
            ("0.0000000000000000005000001", "0.000000000000000001"),
            ("0.0000000000000000015", "0.000000000000000002"),
            ("0.0000000000000000025", "0.000000000000000002"),
            ("1.0000000000000000025", "1.000000000000000002"),
            ("5.0000000000000004E-8", "0.00000005"),
            ("0.1000000000000000055511151231257827", "0.100000000000000006"),
            ("123456789.12345678", "123456789.12345678"), ("1e-400", "0.00"),
            (#""0\u002e5""#, "0.50"),
        ])
    func cost(text: String, amount: String) async throws {
        let row = try await Reading.row(Native.line(#""cost_usd":\#(text)"#))
        #expect(row.cost?.description == amount)
    }

    @Test(
        "costs that are none",
        arguments: [
            #""""#, #""abc""#, #""1,5""#, #"" 1""#, "-0.01", "1000000000.1", "1e10", "1e9999",
            "true", "[]", #""0x10""#, #""1_000""#, #""nan""#, #""inf""#, #"".5""#, #""5.""#,
            #""1e""#,
        ])
    func noCosts(text: String) async throws {
        let expected = #"an amount of money from 0 to 10^9, such as "0.006496""#
        let fault = try await Reading.fault(of: Native.line(#""cost_usd":\#(text)"#))
        #expect(fault == "log:1: cost_usd is not \(expected): found \(text); \(Advice.mend)")
    }

    @Test func nullIsTheSameAsAbsent() async throws {
        let nulls = [
            "served_model", "user", "team", "session", "service_tier", "cached_tokens",
            "cache_write_tokens", "cache_write_1h_tokens", "reasoning_tokens", "content_length",
            "message_count", "max_tokens", "operation_id", "tags", "system", "system_contains",
            "status", "error", "cost_usd", "usage",
        ].map { "\"\($0)\":null" }.joined(separator: ",")
        #expect(
            try await Reading.row(Native.line(nulls)) == (try await Reading.row(Native.line())))
    }

    @Test func emptyNamesAreAbsent() async throws {
        let empty = ["served_model", "user", "team", "session", "service_tier", "operation_id"]
            .map { "\"\($0)\":\"\"" }.joined(separator: ",")
        #expect(
            try await Reading.row(Native.line(empty)) == (try await Reading.row(Native.line())))
    }

    @Test(
        "keys and names in escapes",
        arguments: [
            #"{"ts":"2026-01-05T08:15:30Z","\u006dodel":"a","prompt_tokens":1,"completion_tokens":2}"#,
            #"{"ts":"2026-01-05T08:15:30Z","model":"\u0061","prompt_tokens":1,"completion_tokens":2}"#,
            #"{"ts":"2026-01-05T08\u003a15:30Z","model":"a","prompt_tokens":1,"completion_tokens":2}"#,
            #"{"completion_tokens":2,"prompt\u005ftokens":1,"model":"a","ts":"2026-01-05T08:15:30Z"}"#,
            #" { "ts" : "2026-01-05T08:15:30Z" , "model" : "a" , "prompt_tokens" : 1 , "completion_tokens" : 2 } "#,
            "{\"x\":[{},[],{\"model\":\"b\",\"a\":[1,{\"b\":\"}\\\"]\"}]}],\"model\":\"a\",\t\"ts\":\"2026-01-05 08:15:30z\",\"prompt_tokens\":1,\r\"completion_tokens\":2,\"y\":-1.5e+3,\"\":null}",
        ])
    func spellings(line: String) async throws {
        let expected = Row(
            time: "2026-01-05T08:15:30Z", model: "a", tokens: TokenUsage(input: 1, output: 2),
            texts: [.unknown, .unknown], tags: ["", ""])
        #expect(try await Reading.row(line) == expected)
        // The same after lines of another shape, as the reader remembers the keys of the last one.
        let mixed = [Native.line(#""user":"u""#), line, Native.line(), line, line]
        let rows = try await Reading.of(mixed.joined(separator: "\n")).rows
        #expect([1, 3, 4].map { rows[$0] } == [expected, expected, expected])
    }

    @Test(
        "names",
        arguments: [
            (#"gr\u00fcn"#, "grün"), ("grün", "grün"), (#"\ud83d\ude00"#, "😀"), ("😀", "😀"),
            (#"a\"b\\c\/d\b\f\n\r\t"#, "a\"b\\c/d\u{8}\u{C}\n\r\t"), (#"\u0000"#, "\0"),
            ("\u{7F}", "\u{7F}"), (" ", " "),
        ])
    func names(text: String, name: String) async throws {
        #expect(try await Reading.row(Native.line(#""user":"\#(text)""#)).user == name)
        #expect(
            try await Reading.row(Native.line(#""tags":{"env":"\#(text)"}"#)).tags == [name, ""])
    }

    @Test func namesFollowEachOtherWithoutMixing() async throws {
        let names = ["a", "ab", "a", "", #"\u0061"#, "b", "ab", "a"]
        let lines = names.map { Native.line(#""user":"\#($0)""#) }
        let rows = try await Reading.of(lines.joined(separator: "\n")).rows
        #expect(rows.map(\.user) == ["a", "ab", "a", "", "a", "b", "ab", "a"])
    }

    @Test(
        "tags",
        arguments: [
            (#"{"env":"prod","cost center":"7"}"#, ["prod", "7"]),
            (#"{"cost center":"7"}"#, ["", "7"]), ("{}", ["", ""]), ("null", ["", ""]),
            (#"{"env":12,"cost center":true}"#, ["12", "true"]),
            (#"{"env":null,"x":{"env":"no"}}"#, ["", ""]),
            (#"{"\u0065nv":"prod","x":1,"x":2}"#, ["prod", ""]),
        ])
    func tags(json: String, tags: [String]) async throws {
        #expect(try await Reading.row(Native.line(#""tags":\#(json)"#)).tags == tags)
    }

    /// A text that `system_contains` does not name is unknown, not absent.
    @Test(
        "the system message",
        arguments: [
            ("", TextPresence.unknown),
            (#""system_contains":{"komplexe Analyse":true}"#, .present),
            (#""system_contains":{"komplexe Analyse":false}"#, .absent),
            (#""system_contains":{"komplexe Analyse":null}"#, .unknown),
            (#""system_contains":{"\u006bomplexe Analyse":true}"#, .present),
            (#""system_contains":{"komplexe analyse":true}"#, .unknown),
            (#""system_contains":{"x":true,"x":false}"#, .unknown),
            (#""system_contains":{}"#, .unknown), (#""system_contains":null"#, .unknown),
            (#""system":"Eine komplexe Analyse, bitte.""#, .present),
            (#""system":"Eine \u006bomplexe Analyse, bitte.""#, .present),
            (#""system":"Eine komplexe\u0020Analyse""#, .present),
            (#""system":"Komplexe Analyse""#, .absent), (#""system":"komplexe  Analyse""#, .absent),
            (#""system":"komplexe Analys""#, .absent), (#""system":"omplexe Analyse""#, .absent),
            (#""system":"kkomplexe Analyse""#, .present), (#""system":"""#, .absent),
            (#""system":null"#, .unknown),
            (#""system":"","system_contains":{"komplexe Analyse":true}"#, .absent),
            (#""system_contains":{"komplexe Analyse":true},"system":"""#, .absent),
            (#""system_contains":{"komplexe Analyse":true},"system":null"#, .present),
        ])
    func system(fields: String, presence: TextPresence) async throws {
        let row = try await Reading.row(Native.line(fields))
        #expect(row.texts == [presence, .unknown])
        // Nothing of it stays behind for the next record.
        let rows = try await Reading.of(Native.line(fields) + "\n" + Native.line()).rows
        #expect(rows[1].texts == [.unknown, .unknown])
    }

    @Test(
        "times",
        arguments: [
            ("2026-01-05T08:15:30Z", "2026-01-05T08:15:30Z"),
            ("2026-01-05 08:15:30.1z", "2026-01-05T08:15:30.100Z"),
            ("2026-01-05T00:15:30-08:00", "2026-01-05T08:15:30Z"),
            ("2025-12-31T23:59:60Z", "2026-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        ])
    func times(text: String, instant: String) async throws {
        let line = Native.line().replacing("2026-01-05T08:15:30Z", with: text)
        #expect(try await Reading.row(line).time == instant)
    }

    @Test func recordsOutsideThePeriodAreLeftOut() async throws {
        var demand = Demand()
        demand.from = Timestamp(rfc3339: "2026-01-05T00:00:10Z")
        demand.to = Timestamp(rfc3339: "2026-01-05T00:00:20Z")
        let log = Native.log(records: 30).reversed().joined(separator: "\n")
        let times = try await Reading.of(log, demand).rows.map(\.time)
        #expect(times.count == 10)
        #expect(times.first == "2026-01-05T00:00:19Z")
        #expect(times.last == "2026-01-05T00:00:10Z")
    }
}

enum Advice {
    static let mend = "mend the line, or use --skip-bad to leave such lines out"
}

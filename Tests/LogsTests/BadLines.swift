import Testing

/// Lines that can't be read, and what is said about them.
enum BadLines {
    struct Case: CustomTestStringConvertible, Sendable {
        let line: [UInt8]
        let message: String
        var testDescription: String { String(decoding: line.prefix(100), as: UTF8.self) }

        init(_ line: String, _ message: String) { self.init(Array(line.utf8), message) }

        init(_ line: [UInt8], _ message: String) {
            self.line = line
            self.message = message
        }

        /// A good record with something in place of its last brace.
        init(ending end: String, _ message: String) {
            self.init(Native.line().dropLast() + end, message)
        }
    }

    static let grammar: [Case] = [
        Case(ending: "", "not valid JSON: expected ',' or '}' at byte 88"),
        Case(ending: ",", "not valid JSON: expected a key in double quotes at byte 89"),
        Case(ending: ",}", "not valid JSON: expected a key in double quotes at byte 89"),
        Case(
            ending: "}}", "not valid JSON: expected the end of the line after the object at byte 89"
        ),
        Case(
            ending: "} {}",
            "not valid JSON: expected the end of the line after the object at byte 90"),
        Case(
            ending: "}\0",
            "not valid JSON: expected the end of the line after the object at byte 89"),
        Case(ending: "],", "not valid JSON: expected ',' or '}' at byte 88"),
        Case(ending: ",\"a\"}", "not valid JSON: expected ':' at byte 92"),
        Case(ending: ",\"a\":}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":,", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":[1,]}", "not valid JSON: expected a value at byte 96"),
        Case(ending: ",\"a\":[,1]}", "not valid JSON: expected a value at byte 94"),
        Case(ending: ",\"a\":[1 2]}", "not valid JSON: expected ',' or ']' at byte 96"),
        Case(ending: ",\"a\":[1}}", "not valid JSON: expected ',' or ']' at byte 95"),
        Case(
            ending: ",\"a\":{\"b\":1,}}",
            "not valid JSON: expected a key in double quotes at byte 100"),
        Case(ending: ",\"a\":{,}}", "not valid JSON: expected a key in double quotes at byte 94"),
        Case(ending: ",\"a\":{1:2}}", "not valid JSON: expected a key in double quotes at byte 94"),
        Case(ending: ",'a':1}", "not valid JSON: expected a key in double quotes at byte 89"),
        Case(ending: ",\"a\":'x'}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":True}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":tru}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":truee}", "not valid JSON: expected ',' or '}' at byte 97"),
        Case(ending: ",\"a\":nul}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":NaN}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":Infinity}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":01}", "not valid JSON: expected ',' or '}' at byte 94"),
        Case(ending: ",\"a\":-}", "not valid JSON: a number that JSON does not know at byte 94"),
        Case(ending: ",\"a\":+1}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":.5}", "not valid JSON: expected a value at byte 93"),
        Case(ending: ",\"a\":5.}", "not valid JSON: a number that JSON does not know at byte 95"),
        Case(ending: ",\"a\":1e}", "not valid JSON: a number that JSON does not know at byte 95"),
        Case(ending: ",\"a\":1e+}", "not valid JSON: a number that JSON does not know at byte 96"),
        Case(ending: ",\"a\":0x10}", "not valid JSON: expected ',' or '}' at byte 94"),
        Case(ending: ",\"a\":1\u{A0}}", "not valid JSON: expected ',' or '}' at byte 94"),
        Case(ending: ",\"a\":\"x}", "not valid JSON: \(closed) at byte 96"),
        Case(ending: ",\"a\":\"x\ty\"}", "not valid JSON: \(closed) at byte 95"),
        Case(ending: ",\"a\":\"x\0y\"}", "not valid JSON: \(closed) at byte 95"),
        Case(ending: ",\"a\":\"x\u{1F}y\"}", "not valid JSON: \(closed) at byte 95"),
        Case(ending: ",\"a\":\"é\u{1}y\"}", "not valid JSON: \(closed) at byte 96"),
        Case(ending: ",\"a\":\"x\ry\"}", "not valid JSON: \(closed) at byte 95"),
        Case(ending: ",\"a\":\"\\", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\x41\"}", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\'\"}", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\u12\"}", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\u12g4\"}", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\U0041\"}", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\u", "not valid JSON: \(escape) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D\"}", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D\\", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D\\uDE0", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uDE00\\uD83D\"}", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D\\u0041\"}", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83D\\uD83D\\uDE00\"}", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"a\":\"\\uD83Dx\\uDE00\"}", "not valid JSON: \(half) at byte 94"),
        Case(ending: ",\"\\uDFFF\":1}", "not valid JSON: \(half) at byte 90"),
        Case("[" + Native.line() + "]", "not valid JSON: expected an object {…} at byte 1"),
        Case("null", "not valid JSON: expected an object {…} at byte 1"),
        Case("x", "not valid JSON: expected an object {…} at byte 1"),
        Case("  \0", "not valid JSON: expected an object {…} at byte 3"),
        Case("\u{FEFF}" + Native.line(), "not valid JSON: expected an object {…} at byte 1"),
        Case("{", "not valid JSON: expected a key in double quotes at byte 2"),
        Case("{\"", "not valid JSON: \(closed) at byte 3"),
    ]

    private static let closed =
        "a control character inside a string, or a string that is not closed"
    private static let escape = "an escape that JSON does not know"
    private static let half = #"half of a surrogate pair in a \u escape"#

    static let meaning: [Case] = [
        Case("{}", "ts is missing: expected a time by RFC 3339"),
        Case(
            #"{"model":"a","prompt_tokens":1,"completion_tokens":2}"#,
            "ts is missing: expected a time by RFC 3339"),
        Case(
            #"{"ts":null,"model":"a","prompt_tokens":1,"completion_tokens":2}"#,
            "ts is missing: expected a time by RFC 3339"),
        Case(
            #"{"ts":"2026-01-05T08:15:30Z","prompt_tokens":1,"completion_tokens":2}"#,
            "model is missing: expected the model that was asked for"),
        Case(
            #"{"ts":"2026-01-05T08:15:30Z","model":"","prompt_tokens":1,"completion_tokens":2}"#,
            "model is missing: expected the model that was asked for"),
        Case(
            Native.uncounted(#""completion_tokens":2"#),
            #"prompt_tokens is missing: expected a count, or "usage":"none" or "usage":"unknown""#),
        Case(
            Native.uncounted(#""prompt_tokens":2,"completion_tokens":null"#),
            #"completion_tokens is missing: expected a count, or "usage":"none" or "usage":"unknown""#
        ),
        Case(
            Native.line(#""usage":"maybe""#),
            #"usage is not "none" or "unknown": found "maybe""#),
        Case(
            Native.line(#""usage":"a\nb""#),
            #"usage is not "none" or "unknown": found "a\#u{FFFD}b""#),
        Case(
            Native.line(#""usage":"none""#),
            #"usage and token counts contradict each other: leave out "usage" or the counts"#),
        Case(Native.line(#""usage":{"a":1}"#), #"usage is not a string: found {"a":1}"#),
        Case(
            Native.line(#""cached_tokens":11"#),
            "cached and cache-write tokens are more than the prompt tokens: 11 + 0 of 10"),
        Case(
            Native.line(#""cached_tokens":6,"cache_write_tokens":5"#),
            "cached and cache-write tokens are more than the prompt tokens: 6 + 5 of 10"),
        Case(
            Native.line(#""cache_write_tokens":2,"cache_write_1h_tokens":3"#),
            "cache_write_1h_tokens are more than cache_write_tokens: 3 of 2"),
        Case(
            Native.line(#""reasoning_tokens":6"#),
            "reasoning tokens are more than the completion tokens: 6 of 5"),
        Case(Native.line(#""status":"200""#), #"status is not \#(whole): found "200""#),
        Case(Native.line(#""status":-1"#), "status is not \(whole): found -1"),
        Case(Native.line(#""user":17"#), "user is not a string: found 17"),
        Case(Native.line(#""operation_id":17"#), "operation_id is not a string: found 17"),
        Case(Native.line(#""tags":"x""#), #"tags is not an object: found "x""#),
        Case(Native.line(#""tags":["x"]"#), #"tags is not an object: found ["x"]"#),
        Case(
            Native.line(#""system_contains":true"#), "system_contains is not an object: found true"),
        Case(
            Native.line(#""system_contains":{"x":1}"#),
            "system_contains is not true or false: found 1"),
        Case(Native.line(#""system":["x"]"#), #"system is not a string: found ["x"]"#),
        Case(Native.line(#""content_length":-1"#), "content_length is not \(whole): found -1"),
        Case(Native.line(#""message_count":1.5"#), "message_count is not \(whole): found 1.5"),
        Case(Native.line(#""max_tokens":true"#), "max_tokens is not \(whole): found true"),
        Case(
            Native.line(#""user":[1,{"a":[2]}"#), "not valid JSON: expected ',' or ']' at byte 108"),
        Case(
            Native.line(
                #""user":["0123456789","0123456789","0123456789","0123456789","0123456789"]"#),
            #"user is not a string: found ["0123456789","0123456789","0123456789","0123456789","012345…"#
        ),
        Case(
            Native.line("\"user\":[1,\t2]"), "user is not a string: found [1,\u{FFFD}2]"),
        Case(
            #"{"ts":"2026-02-30T00:00:00Z","model":"a","prompt_tokens":1,"completion_tokens":2}"#,
            #"ts is not a time by RFC 3339, such as "2026-01-05T08:15:30Z": found "2026-02-30T00:00:00Z""#
        ),
        Case(
            #"{"ts":1767600930,"model":"a","prompt_tokens":1,"completion_tokens":2}"#,
            "ts is not a string: found 1767600930"),
    ]

    private static let whole = "a whole number from 0 to 281474976710655"

    private static let keys = [
        "ts", "model", "served_model", "prompt_tokens", "completion_tokens", "cached_tokens",
        "cache_write_tokens", "cache_write_1h_tokens", "reasoning_tokens", "usage", "status",
        "error", "cost_usd", "operation_id", "service_tier", "content_length", "message_count",
        "max_tokens", "user", "team", "session", "tags", "system", "system_contains",
    ]

    static let duplicates: [Case] = keys.map { key in
        Case(
            #"{"\#(key)":null,"x":{"\#(key)":1},"\#(key)":null}"#,
            #"the key "\#(key)" stands twice in one object"#)
    }

    static let escapedDuplicates = [
        Case(
            #"{"model":"a","\u006dodel":"b"}"#, #"the key "model" stands twice in one object"#),
        Case(
            #"{"tags":{"env":"a","env":"a"}}"#, #"the key "env" stands twice in one object"#),
        Case(
            #"{"system_contains":{"komplexe Analyse":true,"\u006bomplexe Analyse":true}}"#,
            #"the key "komplexe Analyse" stands twice in one object"#),
    ]

    /// Each class of Unicode 16, table 3-7, and its neighbours that are not well formed.
    private static let illFormedBytes: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F], [0xC2, 0xC0],
        [0xDF, 0xC0], [0xE0, 0x9F, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0xA0], [0xE0, 0xA0, 0x7F],
        [0xE1, 0x80], [0xE1, 0x7F, 0x80], [0xE1, 0x80, 0xC0], [0xEC, 0xC0, 0x80],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0x9F, 0xC0], [0xEE, 0x80],
        [0xEF, 0xBF, 0x7F],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x90, 0x80],
        [0xF0, 0x90, 0x80, 0x7F], [0xF1, 0x80, 0x80], [0xF1, 0x80, 0xC0, 0x80],
        [0xF3, 0x80, 0x80, 0x7F], [0xF4, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF],
        [0xF5, 0x80, 0x80, 0x80],
        [0xF7, 0xBF, 0xBF, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        [0xF0, 0x9F, 0x98], [0xC3, 0x5C, 0x6E, 0xA9],
    ]

    /// At several distances from the 16-byte blocks in which strings are searched.
    static let illFormed: [Case] = illFormedBytes.flatMap { bytes in
        [0, 13, 16, 31].map { offset in
            let open = Native.line().dropLast() + #","a":""# + String(repeating: "x", count: offset)
            let line = Array(open.utf8) + bytes + Array(#"y"}"#.utf8)
            let message = "not valid JSON: bytes that are not UTF-8 at byte \(line.count - 1)"
            return Case(line, message)
        }
    }
}

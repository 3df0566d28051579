/// Native records as JSON text.
enum Native {
    /// A complete record with some fields more, or others instead.
    static func line(_ more: String = "") -> String {
        #"{"ts":"2026-01-05T08:15:30Z","model":"gpt-4.1","prompt_tokens":10,"completion_tokens":5"#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// A complete record without counts.
    static func uncounted(_ more: String) -> String {
        #"{"ts":"2026-01-05T08:15:30Z","model":"gpt-4.1",\#(more)}"#
    }

    /// A complete record with these counts.
    static func counted(prompt: String, completion: String = "5") -> String {
        uncounted(#""prompt_tokens":\#(prompt),"completion_tokens":\#(completion)"#)
    }

    /// Many records, all different, a second apart.
    static func log(records: Int, from first: Int = 0) -> [String] {
        (first..<first + records).map { index in
            let (minute, second) = (index / 60 % 60, index % 60)
            let time = "2026-01-05T\(two(index / 3600)):\(two(minute)):\(two(second))Z"
            let text = String(repeating: "Grüße 👋 ", count: index % 7)
            return #"{"ts":"\#(time)","model":"m\#(index % 5)","prompt_tokens":\#(index * 7),"#
                + #""completion_tokens":\#(index % 11),"user":"u-\#(index % 13)","#
                + #""system":"\#(text)","cost_usd":"0.\#(index)","operation_id":"o\#(index / 2)"}"#
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

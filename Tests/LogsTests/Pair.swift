/// Pairs of request and response as JSON text.
enum Pair {
    static let usage = #"{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}"#

    static func line(
        request: String = #"{"model":"gpt-4.1","messages":[]}"#,
        response: String = #"{"model":"gpt-4.1","usage":\#(usage)}"#, _ more: String = ""
    ) -> String {
        #"{"ts":"2026-01-05T08:15:30Z","request":\#(request),"response":\#(response)"#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// A chat with these messages.
    static func chat(_ messages: String) -> String {
        line(request: #"{"model":"gpt-4.1","messages":\#(messages)}"#)
    }
}

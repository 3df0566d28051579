/// Lines of Claude Code's session files.
struct ClaudeCode: Sendable {
    var time = "2026-03-02T10:00:00Z"
    var message: String? = "msg_1"
    var request: String? = "req_1"
    var session: String? = "s-1"
    var isSidechain = false
    var model = "claude-sonnet-4.5"
    var usage = #"{"input_tokens":10,"output_tokens":5}"#
    var stopReason: String?
    var more = ""

    /// A line with this output, whole or as a snapshot.
    static func answer(_ output: Int, _ change: (inout ClaudeCode) -> Void = { _ in }) -> String {
        var line = ClaudeCode()
        line.usage = #"{"input_tokens":10,"output_tokens":\#(output)}"#
        change(&line)
        return line.text
    }

    var text: String {
        var line = #"{"isSidechain":\#(isSidechain),"type":"assistant","timestamp":"\#(time)""#
        if let session { line += #","sessionId":"\#(session)""# }
        if let request { line += #","requestId":"\#(request)""# }
        line += #","message":{"role":"assistant","model":"\#(model)""#
        if let message { line += #","id":"\#(message)""# }
        line += #","stop_reason":\#(stopReason.map { "\"\($0)\"" } ?? "null"),"usage":\#(usage)}"#
        return line + (more.isEmpty ? "" : "," + more) + "}"
    }
}

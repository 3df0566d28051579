/// Observations as JSON text, in both spellings.
enum Langfuse {
    /// The names of the blob export or of the UI.
    enum Spelling: CaseIterable {
        case blob, ui
    }

    static let usage = #"{"input":10,"output":5,"total":15}"#

    /// A generation with some fields more, given in the spelling of the blob export.
    static func blob(_ more: String = "", type: String = "GENERATION") -> String {
        #"{"id":"o-1","trace_id":"t-1","start_time":"2026-01-05 08:15:30.123000","#
            + #""type":"\#(type)","provided_model_name":"gpt-4.1""#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// A generation with some fields more, given in the spelling of the UI.
    static func ui(_ more: String = "", type: String = "GENERATION") -> String {
        #"{"id":"o-1","traceId":"t-1","startTime":"2026-01-05T08:15:30.123Z","#
            + #""type":"\#(type)","model":"gpt-4.1""#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// A generation with this usage.
    static func used(_ usage: String, as spelling: Spelling = .blob) -> String {
        switch spelling {
        case .blob: blob(#""usage_details":\#(usage)"#)
        case .ui: ui(#""usageDetails":\#(usage)"#)
        }
    }

    /// A generation with this input.
    static func asked(_ input: String) -> String { blob(#""input":\#(input)"#) }

    /// Text as a JSON string.
    static func string(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped.replacing("\n", with: "\\n") + "\""
    }
}

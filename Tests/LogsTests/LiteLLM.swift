/// Records of LiteLLM's formats as JSON text.
enum LiteLLM {
    /// A payload with some fields more; counts and details as asked for.
    static func payload(
        counts: String = #""prompt_tokens":100,"completion_tokens":50"#, usage: String = "{}",
        _ more: String = ""
    ) -> String {
        #"{"startTime":1767600930.5,"status":"success","model":"openai/gpt-4.1","#
            + #""model_group":"smart","response_cost":0.001,\#(counts),"#
            + #""metadata":{"usage_object":\#(usage)}"# + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// A row of the spend table with this metadata and some fields more.
    static func spend(
        counts: String = #""prompt_tokens":100,"completion_tokens":50"#,
        metadata: String = "{}", _ more: String = ""
    ) -> String {
        #"{"request_id":"r-1","startTime":"2026-01-05T08:15:30.5+00:00","spend":0.001,"#
            + #""model":"openai/gpt-4.1","model_group":"smart",\#(counts),"metadata":\#(metadata)"#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// JSON as a string with JSON in it.
    static func asString(_ json: String) -> String {
        let escaped = json.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
        return "\"\(escaped)\""
    }
}

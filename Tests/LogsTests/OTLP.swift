/// Spans as OTLP/JSON text.
enum OTLP {
    /// A span in the making.
    struct Span {
        var id: String
        var parent = ""
        var trace = "t1"
        var start = #""1767600930123000000""#
        var end = #""1767600931123000000""#
        var attributes: [String] = []
        /// More members of the object.
        var more = ""

        var json: String {
            #"{"traceId":"\#(trace)","spanId":"\#(id)","parentSpanId":"\#(parent)","name":"n","#
                + #""startTimeUnixNano":\#(start),"endTimeUnixNano":\#(end),"#
                + #""attributes":[\#(attributes.joined(separator: ","))]"#
                + (more.isEmpty ? "" : "," + more) + "}"
        }
    }

    /// A call with this usage; nil tells none.
    static func call(
        _ id: String, in parent: String = "", _ usage: (Int, Int)? = (10, 5),
        operation: String? = "chat", model: String? = "gpt-4.1", _ more: [String] = [],
        isFailed: Bool = false
    ) -> Span {
        var attributes = more
        if let operation { attributes.append(text("gen_ai.operation.name", operation)) }
        if let model { attributes.append(text("gen_ai.request.model", model)) }
        if let usage {
            attributes.append(integer("gen_ai.usage.input_tokens", usage.0))
            attributes.append(integer("gen_ai.usage.output_tokens", usage.1))
        }
        return Span(
            id: id, parent: parent, attributes: attributes,
            more: isFailed ? #""status":{"code":2}"# : "")
    }

    /// A span without `gen_ai.*`.
    static func plain(_ id: String, in parent: String = "", _ attributes: [String] = []) -> Span {
        Span(id: id, parent: parent, attributes: attributes)
    }

    static func text(_ key: String, _ value: String) -> String {
        attribute(key, #"{"stringValue":\#(Langfuse.string(value))}"#)
    }

    static func integer(_ key: String, _ value: Int) -> String {
        attribute(key, #"{"intValue":"\#(value)"}"#)
    }

    static func attribute(_ key: String, _ value: String) -> String {
        #"{"key":"\#(key)","value":\#(value)}"#
    }

    /// A line of an export.
    static func line(_ spans: [Span], resource: [String] = []) -> String {
        #"{"resourceSpans":[{"resource":{"attributes":[\#(resource.joined(separator: ","))]},"#
            + #""scopeSpans":[{"scope":{"name":"s"},"#
            + #""spans":[\#(spans.map(\.json).joined(separator: ","))]}]}]}"#
    }
}

import Calls
import Testing

@Suite("OTLP traces: messages")
struct OTLPMessageTests {
    private static func row(_ attributes: [String]) async throws -> Row {
        try await Reading.row(OTLP.line([OTLP.call("s1", (10, 5), attributes)]))
    }

    private static func expect(
        _ row: Row, length: Int64?, count: Int64?, system: TextPresence, last: TextPresence
    ) {
        #expect(row.contentLength == length)
        #expect(row.messageCount == count)
        #expect(row.texts == [system, last])
    }

    @Test("the text parts of the last message; the first of the role system")
    func messages() async throws {
        let input =
            #"[{"role":"system","parts":[{"type":"text","content":"komplexe Analyse"}]},"#
            + #"{"role":"user","parts":[{"type":"text","content":"käse "},"#
            + #"{"type":"tool_call","content":"no"},{"type":"text","content":"😀"}]}]"#
        let row = try await Self.row([OTLP.text("gen_ai.input.messages", input)])
        Self.expect(row, length: 7, count: 2, system: .present, last: .present)
    }

    @Test(
        "system instructions count as a message, as parts or as text",
        arguments: [#"[{"type":"text","content":"komplexe Analyse"}]"#, "komplexe Analyse"])
    func instructions(text: String) async throws {
        let row = try await Self.row([
            OTLP.text("gen_ai.system_instructions", text),
            OTLP.text("gen_ai.input.messages", #"[{"role":"user","parts":[]}]"#),
        ])
        Self.expect(row, length: 0, count: 2, system: .present, last: .absent)
    }

    @Test("messages as lists and objects of attributes")
    func structured() async throws {
        let text =
            #"{"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},"#
            + #"{"value":{"stringValue":"käse \"x\""},"key":"content"}]}}"#
        let message =
            #"{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}},"#
            + #"{"key":"n","value":{"intValue":"3"}},"#
            + #"{"key":"parts","value":{"arrayValue":{"values":[\#(text)]}}}]}}"#
        let row = try await Self.row([
            OTLP.attribute(
                "gen_ai.input.messages", #"{"arrayValue":{"values":[\#(message),\#(message)]}}"#)
        ])
        Self.expect(row, length: 8, count: 2, system: .absent, last: .present)
    }

    @Test("Traceloop's prompts, an attribute for each role and content, in any order")
    func prompts() async throws {
        let row = try await Self.row([
            OTLP.text("gen_ai.prompt.10.role", "user"),
            OTLP.text("gen_ai.prompt.10.content", "Käse"),
            OTLP.text("gen_ai.prompt.2.content", "eine komplexe Analyse"),
            OTLP.text("gen_ai.prompt.x.content", "no"),
            OTLP.text("gen_ai.prompt.2.role", "system"),
        ])
        Self.expect(row, length: 4, count: 2, system: .present, last: .absent)
    }

    @Test(
        "what is no list of messages leaves lengths and texts unknown",
        arguments: [[], ["a text"], ["{}"], ["[1"]])
    func unknown(texts: [String]) async throws {
        let row = try await Self.row(texts.map { OTLP.text("gen_ai.input.messages", $0) })
        Self.expect(row, length: nil, count: nil, system: .unknown, last: .unknown)
    }
}

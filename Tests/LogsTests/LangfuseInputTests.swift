import Calls
import Testing

/// What an application hands over as input may be anything.
@Suite("Langfuse input")
struct LangfuseInputTests {
    private struct Known {
        let messages: Int64
        let length: Int64
        let system: TextPresence
        let last: TextPresence
    }

    private static func expect(
        _ input: String, _ known: Known?, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let row = try await Reading.row(Langfuse.asked(input))
        #expect(row.messageCount == known?.messages, sourceLocation: location)
        #expect(row.contentLength == known?.length, sourceLocation: location)
        let texts = [known?.system ?? .unknown, known?.last ?? .unknown]
        #expect(row.texts == texts, sourceLocation: location)
    }

    private static let chat =
        #"[{"role":"system","content":"komplexe Analyse"},{"role":"user","content":"käse 👋"}]"#

    @Test(
        "messages, as values and as JSON in a string",
        arguments: [
            chat, #"{"messages":\#(chat),"tools":[]}"#, #"{"input":\#(chat)}"#,
            #"{"input":"x","messages":\#(chat)}"#, #"{"prompt":\#(chat)}"#,
            "[ \(chat.dropFirst())",
        ])
    func messages(input: String) async throws {
        let known = Known(messages: 2, length: 7, system: .present, last: .present)
        try await Self.expect(input, known)
        try await Self.expect(Langfuse.string(input), known)
        try await Self.expect(Langfuse.string("\n " + input.replacing(",", with: ",\n")), known)
    }

    @Test(
        "instructions in front",
        arguments: [
            #"{"instructions":"komplexe Analyse","input":"käse 👋"}"#,
            #"{"input":[{"role":"user","content":"käse 👋"}],"instructions":"komplexe Analyse"}"#,
            #"{"system":"komplexe Analyse","messages":[{"role":"user","content":"käse 👋"}]}"#,
        ])
    func instructions(input: String) async throws {
        let known = Known(messages: 2, length: 7, system: .present, last: .present)
        try await Self.expect(input, known)
        try await Self.expect(Langfuse.string(input), known)
    }

    @Test(
        "a text",
        arguments: [
            ("käse", 4), ("12", 2), ("{käse}", 6), ("[käse]: a", 9), ("{\"käse\":1", 9),
            ("\"käse\" sagte er", 15), ("käse\n{", 6), ("\"käse\"", 4),
        ] as [(String, Int64)])
    func text(text: String, length: Int64) async throws {
        let last: TextPresence = text == "12" ? .absent : .present
        let known = Known(messages: 1, length: length, system: .absent, last: last)
        try await Self.expect(Langfuse.string(text), known)
    }

    @Test(
        "what tells nothing",
        arguments: [
            "null", #""""#, "12", "true", "{}", "[]", "[1,2]", #"["a","b"]"#,
            #"[[{"role":"user"}]]"#,
            #"{"question":"käse"}"#, #"{"args":[],"kwargs":{"messages":\#(chat)}}"#,
            #"[{"role":"user","parts":[{"text":"käse"}]}]"#, #"[{"id":1,"content":"käse"}]"#,
            #"{"messages":[]}"#, #"{"messages":{}}"#,
            // A system message in a form that is not read is not taken for none.
            #"{"system":[{"type":"text","text":"x"}],"messages":\#(chat)}"#,
        ])
    func unknown(input: String) async throws {
        try await Self.expect(input, nil)
        if input.hasPrefix("{") || input.hasPrefix("[") {
            try await Self.expect(Langfuse.string(input), nil)
        }
    }

    @Test("input that nobody asks for is not read")
    func unread() async throws {
        let line = Langfuse.asked(#"{"messages":1,"messages":2}"#)
        #expect(try await Reading.row(line, Demand()).model == "gpt-4.1")
        #expect(
            try await Reading.fault(of: line)
                == #"log:1: the key "messages" stands twice in one object; \#(Advice.mend)"#)
    }
}

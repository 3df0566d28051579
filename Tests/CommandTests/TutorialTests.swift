import Testing

/// The decisions of `tutorial` on requests as OpenAI's API gets them, by the whole program.
@Suite struct TutorialTests {
    /// What is repeated, how often, and how many UTF-16 units one has.
    static let pieces = [
        ("a", 1), ("ü", 1), ("語", 1), ("😀", 2), ("\\u00fc", 1), ("\\ud83d\\ude00", 2), ("\\n", 1),
    ]

    private static func rule(_ messages: String) async throws -> String {
        let body = #"{"model":"gpt-4.1","messages":["# + messages + "]}"
        let outcome = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: body)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let last = outcome.output.split(separator: "\n").last ?? ""
        return String(last.split(separator: "\"").last ?? "")
    }

    private static func user(_ content: String) -> String {
        #"{"role":"user","content":""# + content + #""}"#
    }

    private static func system(_ content: String) -> String {
        #"{"role":"system","content":""# + content + #""}"#
    }

    @Test(arguments: pieces)
    func lengthsAreThoseOfJavaScript(_ piece: String, _ units: Int) async throws {
        let text = { (length: Int) in
            String(repeating: piece, count: length / units)
                + String(repeating: "x", count: length % units)
        }
        #expect(try await Self.rule(Self.user(text(1000))) == "default")
        #expect(try await Self.rule(Self.user(text(1001))) == "medium")
        #expect(try await Self.rule(Self.user(text(5000))) == "medium")
        #expect(try await Self.rule(Self.user(text(5001))) == "long-or-complex")
    }

    @Test(arguments: [(10, "default"), (11, "medium")])
    func messagesAreCounted(_ count: Int, _ rule: String) async throws {
        let messages = Array(repeating: Self.user("hi"), count: count).joined(separator: ",")
        #expect(try await Self.rule(messages) == rule)
    }

    @Test(arguments: [
        ("in the first system message", [system("Eine komplexe Analyse."), user("x")], true),
        ("in the second only", [system("kurz"), system("komplexe Analyse"), user("x")], false),
        ("after a user message", [user("x"), system("komplexe Analyse"), user("x")], true),
        ("in the wrong case", [system("Komplexe Analyse"), user("x")], false),
        ("in escapes", [system("\\u006bomplexe Analyse"), user("x")], true),
        ("with two blanks", [system("komplexe  Analyse"), user("x")], false),
        ("in a user message", [user("komplexe Analyse")], false),
        (
            "from a developer",
            [#"{"role":"developer","content":"komplexe Analyse"}"#, user("x")], false
        ),
        (
            "over two parts",
            [
                #"{"role":"system","content":[{"type":"text","text":"komplexe "},"#
                    + #"{"type":"text","text":"Analyse"}]}"#, user("x"),
            ], true
        ),
    ])
    func theSystemTextIsSearched(
        _ name: String, _ messages: [String], _ isComplex: Bool
    ) async throws {
        let rule = try await Self.rule(messages.joined(separator: ","))
        #expect(rule == (isComplex ? "long-or-complex" : "default"), "\(name)")
    }

    @Test func unknownButIrrelevant() async throws {
        let record = { (length: Int) in #"{"model":"gpt-4.1","content_length":\#(length)}"# }
        let long = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: record(5001))
        #expect(long.exitCode == 0)
        #expect(long.output.contains("system contains \"komplexe Analyse\": unknown"))
        let short = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: record(5000))
        #expect(short.exitCode == 2)
    }
}

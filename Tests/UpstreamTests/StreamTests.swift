import Limits
import Pricing
import Synchronization
import Testing
import Upstream

@Suite struct StreamTests {
    /// The form of https://platform.openai.com/docs/api-reference/chat-streaming, shortened.
    static let events = [
        #"{"model":"gpt-4.1-x","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}"#,
        #"{"model":"gpt-4.1-x","choices":[{"index":0,"delta":{"content":"Grüß "},"finish_reason":null}],"usage":null}"#,
        #"{"model":"gpt-4.1-x","choices":[{"index":0,"delta":{"content":"Gott 👋"},"finish_reason":null}],"usage":null}"#,
        #"{"model":"gpt-4.1-x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"#,
        #"{"model":"gpt-4.1-x","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":6,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":2}}}"#,
        "[DONE]",
    ]

    static let completion = Completion(
        servedModel: "gpt-4.1-x",
        usage: .known(TokenUsage(input: 7, cacheRead: 2, output: 6)), finishReason: "stop",
        content: "Grüß Gott 👋")

    static func text(_ events: [String], lineEnd: String = "\n") -> String {
        events.map { "data: \($0)\(lineEnd)\(lineEnd)" }.joined()
    }

    static func head(_ type: String = "text/event-stream; charset=utf-8") -> ScriptStep {
        .head(200, [("Content-Type", type)])
    }

    private func attempt(_ steps: ScriptStep...) throws -> Attempt {
        try Trial([Self.head()] + steps).attempt(isStreamed: true)
    }

    @Test func aStreamIsPutTogetherAndItsPiecesAreTimed() throws {
        let texts = Self.events.map { Self.text([$0]) }
        let trial = Trial([
            .wait(milliseconds: 50), Self.head(), .text(texts[0]), .wait(milliseconds: 30),
            .text(texts[1]), .wait(milliseconds: 20), .text(texts[2]), .wait(milliseconds: 10),
            .text(texts[3]), .text(texts[4]), .wait(milliseconds: 5), .text(texts[5]),
        ])
        let attempt = try trial.attempt(isStreamed: true)
        #expect(attempt.completion == Self.completion)
        #expect(attempt.firstByte.map(trial.milliseconds) == 50)
        #expect(attempt.pieces.map(trial.milliseconds) == [80, 100])
        #expect(trial.milliseconds(attempt.end) == 115)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func aStreamMayBeCutAnywhere(lineEnd: String) throws {
        let bytes = Array(Self.text(Self.events, lineEnd: lineEnd).utf8)
        for cut in 1..<bytes.count {
            let attempt = try attempt(.bytes(Array(bytes[..<cut])), .bytes(Array(bytes[cut...])))
            #expect(attempt.completion == Self.completion, "cut at \(cut)")
        }
        let single = try Trial([Self.head()] + bytes.map { .bytes([$0]) })
            .attempt(isStreamed: true)
        #expect(single.completion == Self.completion)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func commentsOtherFieldsAndDataOverSeveralLinesAreRead(lineEnd: String) throws {
        let lines = Self.events.flatMap { event in
            [": keep-alive", "id: 7", "retry: 10", "event: chunk"]
                + event.replacing(",", with: "\u{0},").split(separator: "\u{0}").map {
                    "data: \($0)"
                }
                + [""]
        }
        let text = "\u{FEFF}:\n\n" + lines.map { $0 + lineEnd }.joined()
        #expect(try attempt(.text(text)).completion == Self.completion)
    }

    @Test func dataWithoutABlankAfterTheColonIsRead() throws {
        let text = Self.events.map { "data:\($0)\n\n" }.joined()
        #expect(try attempt(.text(text)).completion == Self.completion)
    }

    @Test func theLastEventNeedsNoBlankLine() throws {
        let text = Self.text(Self.events)
        #expect(try attempt(.text(String(text.dropLast(2)))).completion == Self.completion)
    }

    @Test func aFinishReasonEndsAStreamWithoutDone() throws {
        let attempt = try attempt(.text(Self.text(Array(Self.events.prefix(4)))))
        #expect(attempt.completion?.finishReason == "stop")
        #expect(attempt.completion?.usage == .unknown)
    }

    @Test func aBreakAfterTheFinishReasonLosesTheUsageOnly() throws {
        let attempt = try attempt(
            .text(Self.text(Array(Self.events.prefix(4)))),
            .fails(TransportError(.connection, "reset by peer")))
        #expect(attempt.completion?.content == "Grüß Gott 👋")
        #expect(attempt.completion?.usage == .unknown)
    }

    @Test func doneWithoutUsageHasUnknownUsage() throws {
        let attempt = try attempt(.text(Self.text(Array(Self.events.prefix(3)) + ["[DONE]"])))
        #expect(attempt.completion?.usage == .unknown)
        #expect(attempt.completion?.finishReason == nil)
    }

    @Test(arguments: 0...3)
    func aStreamWithoutItsEndIsCut(events: Int) throws {
        let text = Self.text(Array(Self.events.prefix(events)))
        let half = String(Self.text([Self.events[3]]).prefix(40))
        for end in ["", half] {
            let attempt = try attempt(.text(text + end))
            let failure = try #require(attempt.failure)
            #expect(failure.kind == .cut)
            #expect(failure.usage == nil)
            #expect(attempt.status == 200)
            #expect(attempt.pieces.count == max(0, events - 1))
        }
    }

    @Test func aBrokenConnectionCutsAStream() throws {
        let attempt = try attempt(
            .text(Self.text(Array(Self.events.prefix(2)))),
            .fails(TransportError(.connection, "reset by peer")))
        #expect(attempt.failure?.kind == .cut)
        #expect(attempt.failure?.message.contains("reset by peer") == true)
    }

    @Test func usageThatIsToldInACutStreamIsNoTotal() throws {
        let early =
            #"{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#
        #expect(try attempt(.text(Self.text([early]))).failure?.usage == nil)
    }

    @Test(arguments: [
        (#"data: {"error":{"message":"The server had an error","code":503}}"#, "503"),
        (
            #"data: {"error":{"message":"The server had an error","code":"overloaded"}}"#,
            "overloaded"
        ),
        (
            #"data: {"error":{"message":"The server had an error","type":"server_error"}}"#,
            "server_error"
        ),
        (#"data: {"error":"The server had an error"}"#, nil),
        ("event: error\ndata: {\"message\":\"The server had an error\"}", nil),
    ])
    func anErrorWithinAStreamFailsIt(event: String, code: String?) throws {
        let attempt = try attempt(
            .text(Self.text(Array(Self.events.prefix(2)))), .text("\(event)\n\n"))
        let failure = try #require(attempt.failure)
        #expect(failure.kind == .stream)
        #expect(failure.code == code)
        #expect(failure.message.contains("The server had an error"))
        #expect(failure.usage == nil)
        #expect(attempt.pieces.count == 1)
    }

    @Test func invalidUTF8IsMalformed() throws {
        var bytes = Array(Self.text(Self.events).utf8)
        let index = try #require(bytes.firstIndex(of: 0xC3))
        bytes.remove(at: index)
        #expect(try attempt(.bytes(bytes)).failure?.kind == .malformed)
    }

    @Test func anEventThatIsNoJSONIsMalformed() throws {
        let failure = try #require(try attempt(.text("data: <html>\n\n")).failure)
        #expect(failure.kind == .malformed)
        #expect(failure.message.contains("<html>"))
    }

    @Test(arguments: ["a", "\n", "data: a\n", ": a\n\n"])
    func anEndlessStreamIsTooLong(text: String) throws {
        var trial = Trial([Self.head(), .endless(Array(text.utf8))])
        trial.options.limits.answerBytes = 1000
        let attempt = try trial.attempt(isStreamed: true)
        #expect(attempt.failure?.kind == .tooLong)
        #expect(attempt.failure?.usage == nil)
    }

    @Test func anAnswerInOnePieceToARequestForAStreamIsReadAsWhatItIs() throws {
        let trial = Trial([
            .head(200, [("content-type", "application/json")]), .text(WholeAnswerTests.answer),
        ])
        #expect(try trial.attempt(isStreamed: true).completion?.content == "Hello!")
        let error = Trial([
            .head(200, [("content-type", "application/json")]),
            .text(#"{"error":{"message":"no","code":1}}"#),
        ])
        #expect(try error.attempt(isStreamed: true).failure?.kind == .error)
    }

    @Test func aStreamThatNobodyAskedForIsReadAsOne() throws {
        let trial = Trial([Self.head(), .text(Self.text(Self.events))])
        #expect(try trial.attempt().completion == Self.completion)
    }

    @Test func aServerThatKeepsTheConnectionOpenAfterDoneIsNotWaitedFor() throws {
        let trial = Trial([Self.head(), .text(Self.text(Self.events)), .hangs])
        let attempt = try trial.attempt(isStreamed: true)
        #expect(attempt.completion == Self.completion)
        #expect(trial.milliseconds(attempt.end) == 0)
        #expect(trial.milliseconds(trial.time.now()) == 250)
    }

    @Test func aServerThatGoesOnAfterDoneIsNotListenedTo() throws {
        let trial = Trial([Self.head(), .text(Self.text(Self.events)), .endless([0x61])])
        #expect(try trial.attempt(isStreamed: true).completion == Self.completion)
        #expect(trial.milliseconds(trial.time.now()) == 0)
    }

    @Test func toolCallsAndReasoningAreVisible() throws {
        let attempt = try attempt(
            .text(
                Self.text([
                    #"{"choices":[{"delta":{"reasoning_content":"Hm."}}]}"#,
                    #"{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}"#,
                    #"{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#, "[DONE]",
                ])))
        #expect(attempt.pieces.count == 2)
        #expect(attempt.completion?.content == "")
    }

    @Test func piecesAreHandedOnAsTheyCome() throws {
        let texts = Self.events.map { Self.text([$0]) }
        let trial = Trial([
            Self.head(), .text(texts[0]), .wait(milliseconds: 30), .text(texts[1]),
            .wait(milliseconds: 20), .text(texts[2...].joined()),
        ])
        let taken = Taken()
        _ = try trial.exchange(isStreamed: true) { taken.append($0, trial.time.now()) }
        #expect(taken.pieces.map(\.json) == Array(Self.events.dropLast()))
        #expect(taken.pieces.map(\.text) == ["", "Grüß ", "Gott 👋", "", ""])
        #expect(taken.times.map(trial.milliseconds) == [30, 30, 50, 50, 50])
    }
}

/// What was handed on, and when.
final class Taken: Sendable {
    private let state = Mutex<[(piece: AnswerPiece, time: Instant)]>([])

    var pieces: [AnswerPiece] { state.withLock { $0.map(\.piece) } }
    var times: [Instant] { state.withLock { $0.map(\.time) } }

    func append(_ piece: AnswerPiece, _ time: Instant) {
        state.withLock { $0.append((piece, time)) }
    }
}

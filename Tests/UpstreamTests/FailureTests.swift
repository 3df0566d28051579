import Limits
import Pricing
import Testing
import Upstream

@Suite struct FailureTests {
    private func attempt(_ steps: ScriptStep...) throws -> Attempt {
        try Trial(steps).attempt()
    }

    @Test(arguments: [
        (
            400,
            #"{"error":{"message":"Unknown model","type":"invalid_request_error","code":"model_not_found"}}"#,
            "status 400: Unknown model", "model_not_found"
        ),
        (
            503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#,
            "status 503: Loading model", "503"
        ),
        (
            500, #"{"error":{"code":-32000,"message":"broken"}}"#, "status 500: broken", "-32000"
        ),
        (502, "<html>\r\n<h1>Bad   Gateway</h1>\n", "status 502: <html> <h1>Bad Gateway</h1>", nil),
        (500, "", "status 500: no body", nil),
        (404, #"{"detail":"Not Found"}"#, #"status 404: {"detail":"Not Found"}"#, nil),
        (400, #"{"error":"stop"}"#, "status 400: stop", nil),
        (
            400, #"{"error":{"message":"a\u0000b\u001b[31mc\u2028d"}}"#, "status 400: a b [31mc d",
            nil
        ),
        (
            201, WholeAnswerTests.answer.split(separator: "\n")[0] + "}",
            #"status 201: {"id":"chatcmpl-1","object":"chat.completion","created":1741569952,}"#,
            nil
        ),
        (204, "", "status 204: no body", nil),
        (100, "", "status 100: no body", nil),
    ])
    func anotherStatusThan200FailsWithItsWords(
        status: Int, body: String, message: String, code: String?
    ) throws {
        let attempt = try attempt(.head(status), .text(body))
        let failure = try #require(attempt.failure)
        #expect(failure.kind == .status)
        #expect(failure.message == message)
        #expect(failure.code == code)
        #expect(failure.usage == .zero)
        #expect(attempt.status == status)
    }

    @Test func status429IsAKindOfItsOwn() throws {
        let attempt = try attempt(
            .head(429, [("Retry-After", "7")]), .text(#"{"error":{"message":"slow down"}}"#))
        #expect(attempt.failure?.kind == .rateLimited)
        #expect(attempt.failure?.retryAfter == .seconds(7))
    }

    @Test func anErrorThatTellsItsUsageIsBilled() throws {
        let attempt = try attempt(
            .head(500),
            .text(
                #"{"error":{"message":"late"},"usage":{"prompt_tokens":3,"completion_tokens":1}}"#))
        #expect(attempt.failure?.usage == TokenUsage(input: 3, output: 1))
    }

    @Test func invalidUTF8InAnErrorIsShownAsFarAsItGoes() throws {
        let attempt = try attempt(.head(500), .bytes([0x61, 0xFF, 0x62]))
        #expect(attempt.failure?.message == "status 500: a\u{FFFD}b")
    }

    @Test func aLongErrorIsShortened() throws {
        let attempt = try attempt(.head(500), .text(String(repeating: "ab ", count: 1000)))
        let message = try #require(attempt.failure?.message)
        #expect(message.count < 330)
        #expect(message.hasSuffix(" …"))
    }

    @Test func anEndlessErrorIsNotReadToItsEnd() throws {
        var trial = Trial([.head(500), .endless(Array("oh no ".utf8))])
        trial.options.limits.errorBytes = 1000
        let failure = try #require(try trial.attempt().failure)
        #expect(failure.kind == .status)
        #expect(failure.message == "status 500: the answer is longer than 1000 bytes")
    }

    @Test func anErrorWhoseBodyBreaksKeepsItsStatus() throws {
        let attempt = try attempt(
            .head(503), .text("wait"), .fails(TransportError(.connection, "reset")))
        #expect(attempt.failure?.kind == .status)
        #expect(attempt.status == 503)
        #expect(attempt.failure?.message.contains("reset") == true)
    }

    @Test(arguments: [
        "", "not JSON", "<html></html>", "[]", "null", "{}", #"{"choices":[]}"#,
        #"{"choices":null}"#, #"{"choices":{}}"#, #"{"choices":[{}]}"#,
        #"{"choices":[{"text":"x"}]}"#,
        #"{"choices":[{"message":"x"}]}"#, #"{"choices":[{"message":{"content":"x"}}"#,
        #"{"choices":[{"message":{"content":"x"}}]} {}"#,
    ])
    func whatIsNoCompletionIsMalformed(body: String) throws {
        let failure = try #require(try attempt(.head(200), .text(body)).failure)
        #expect(failure.kind == .malformed)
        #expect(failure.usage == nil)
        #expect(!failure.message.contains("\n"))
    }

    @Test func deepNestingIsMalformed() throws {
        let body = String(repeating: "[", count: 100_000)
        #expect(try attempt(.head(200), .text(body)).failure?.kind == .malformed)
    }

    @Test func invalidUTF8IsMalformed() throws {
        let bytes = Array(WholeAnswerTests.answer.utf8) + [0xFF]
        #expect(try attempt(.head(200), .bytes(bytes)).failure?.kind == .malformed)
    }

    @Test func utf8MayBeSplitBetweenPieces() throws {
        let bytes = Array(#"{"choices":[{"message":{"content":"👋"}}]}"#.utf8)
        let trial = Trial([.head(200)] + bytes.map { .bytes([$0]) })
        #expect(try trial.attempt().completion?.content == "👋")
    }

    @Test(arguments: [
        (#"{"error":{"message":"quota","code":429}}"#, "429"),
        (#"{"error":{"message":"quota"},"choices":[{"message":{"content":"x"}}]}"#, nil),
        (#"{"error":"quota"}"#, nil),
    ])
    func anErrorWithStatus200IsOne(body: String, code: String?) throws {
        let attempt = try attempt(.head(200), .text(body))
        #expect(attempt.failure?.kind == .error)
        #expect(attempt.failure?.code == code)
        #expect(attempt.failure?.message == "status 200 with an error: quota")
        #expect(attempt.failure?.usage == .zero)
        #expect(attempt.status == 200)
    }

    @Test(arguments: ["null", "false", "0", #""""#, "{}"])
    func noErrorIsNone(error: String) throws {
        let attempt = try attempt(
            .head(200), .text(#"{"error":\#(error),"choices":[{"message":{"content":"x"}}]}"#))
        #expect(attempt.completion?.content == "x")
    }

    @Test func anEndlessAnswerIsTooLong() throws {
        var trial = Trial([.head(200), .endless(Array("{\"a\":".utf8))])
        trial.options.limits.answerBytes = 1000
        let failure = try #require(try trial.attempt().failure)
        #expect(failure.kind == .tooLong)
        #expect(failure.message == "the answer is longer than 1000 bytes")
        #expect(failure.usage == nil)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsRefusedAndItsHostNamed(status: Int) throws {
        let trial = Trial([
            .head(status, [("location", "https://elsewhere.example/v1?token=\(Trial.secret)")])
        ])
        let attempt = try trial.attempt()
        let failure = try #require(attempt.failure)
        #expect(failure.kind == .redirect)
        #expect(failure.message.contains("elsewhere.example"))
        #expect(!failure.message.contains("token"))
        #expect(trial.transport.requests.count == 1)
    }

    @Test(arguments: [[], [(name: "Location", value: "/v1/")], [(name: "location", value: "::")]])
    func aRedirectWithoutAHostIsRefusedToo(headers: [(name: String, value: String)]) throws {
        let failure = try #require(try attempt(.head(302, headers)).failure)
        #expect(failure.kind == .redirect)
        #expect(
            failure.message == "status 302: api.holysheep.ai redirects to another address; "
                + "no redirect is followed, for the key would go along: give the address that is "
                + "meant")
    }

    @Test(arguments: [
        (
            TransportError(.unreachable, "refused"), UpstreamFailure.Kind.connection,
            Optional(TokenUsage.zero)
        ),
        (TransportError(.connection, "reset"), .connection, nil),
        (TransportError(.tls, "self-signed certificate"), .tls, .zero),
    ])
    func whatTheNetworkDoesIsTold(
        error: TransportError, kind: UpstreamFailure.Kind, usage: TokenUsage?
    ) throws {
        let attempt = try attempt(.wait(milliseconds: 40), .fails(error))
        #expect(attempt.failure?.kind == kind)
        #expect(attempt.failure?.usage == usage)
        #expect(attempt.failure?.message == error.message)
        #expect(attempt.status == nil)
        #expect(attempt.firstByte == nil)
    }

    @Test func aWholeAnswerThatBreaksOffMayHaveBeenBilled() throws {
        let attempt = try attempt(
            .head(200), .text("{"), .fails(TransportError(.unreachable, "reset")))
        #expect(attempt.failure?.kind == .connection)
        #expect(attempt.failure?.usage == nil)
        #expect(attempt.status == 200)
    }
}

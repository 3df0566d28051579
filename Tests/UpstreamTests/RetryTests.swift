import Limits
import Routing
import Statistics
import Testing
import Upstream

@Suite struct RetryTests {
    /// What a model answers that is short of something.
    private static let busy: [ScriptStep] = [.wait(milliseconds: 100), .head(503), .text("busy")]
    private static let fine: [ScriptStep] = [
        .wait(milliseconds: 100), .head(200), .text(WholeAnswerTests.answer),
    ]

    private func trial(
        _ script: [[ScriptStep]], retries: Int = 2, jitter: RetrySchedule.Jitter = .none
    ) -> Trial {
        var trial = Trial(script: script)
        trial.options.retries = RetrySchedule(
            retries: retries, first: .milliseconds(500), longest: .seconds(8), jitter: jitter)
        return trial
    }

    /// When the requests of an exchange were sent.
    private func starts(_ trial: Trial, _ exchange: Exchange) -> [Int64] {
        exchange.attempts.map { trial.milliseconds($0.start) }
    }

    @Test func waitsDoubleBetweenRetries() throws {
        let trial = trial([Self.busy, Self.busy, Self.busy, Self.fine], retries: 5)
        let exchange = try trial.exchange()
        #expect(starts(trial, exchange) == [0, 600, 1700, 3800])
        #expect(exchange.completion?.content == "Hello!")
        #expect(trial.milliseconds(exchange.end) == 3900)
    }

    @Test func retriesAreBoundedInNumber() throws {
        let trial = trial([Self.busy, Self.busy, Self.busy, Self.fine])
        let exchange = try trial.exchange()
        #expect(starts(trial, exchange) == [0, 600, 1700])
        #expect(exchange.completion == nil)
        #expect(trial.transport.requests.count == 3)
    }

    @Test func waitsAreDrawnFromTheSeed() throws {
        let trial = trial([Self.busy, Self.busy, Self.fine], jitter: .full)
        let exchange = try trial.exchange()
        var generator = SplitMix64(seed: 6)
        let first = 500 * generator.unit(), second = 1000 * generator.unit()
        let expected = [0, 100 + first, 200 + first + second]
        for (attempt, milliseconds) in zip(exchange.attempts, expected) {
            let nanoseconds = (attempt.start - exchange.start).nanoseconds
            #expect(abs(Double(nanoseconds) / 1e6 - milliseconds) < 1e-5)
        }
        #expect(exchange.attempts.count == 3)
    }

    @Test(arguments: [
        (408, true), (409, true), (429, true), (500, true), (502, true), (503, true), (529, true),
        (599, true), (400, false), (401, false), (403, false), (404, false), (422, false),
        (301, false), (201, false), (204, false), (600, false),
    ])
    func statusesThatPassAreTriedAgain(status: Int, isTriedAgain: Bool) throws {
        let trial = trial([[.head(status)], Self.fine])
        #expect(try trial.exchange().attempts.count == (isTriedAgain ? 2 : 1))
    }

    private static let passing: [(steps: [ScriptStep], isTriedAgain: Bool)] = [
        ([ScriptStep.fails(TransportError(.unreachable, "refused"))], true),
        ([.fails(TransportError(.connection, "reset"))], true),
        ([.fails(TransportError(.tls, "expired"))], false),
        ([.head(200), .text("{"), .fails(TransportError(.connection, "reset"))], true),
        ([.head(200), .text("{")], false),
        ([.head(200), .text(#"{"error":{"message":"x","code":503}}"#)], true),
        ([.head(200), .text(#"{"error":{"message":"x","code":400}}"#)], false),
        ([.hangs], false), ([.head(200), .hangs], false),
        ([StreamTests.head(), .text(StreamTests.text([StreamTests.events[0]]))], true),
        ([StreamTests.head(), .text(StreamTests.text([StreamTests.events[1]]))], false),
        ([StreamTests.head(), .text("data: {\"error\":{\"code\":429}}\n\n")], true),
        (
            [
                StreamTests.head(),
                .text(StreamTests.text([StreamTests.events[1], "{\"error\":{\"code\":429}}"])),
            ], false
        ),
    ]

    @Test(arguments: passing)
    func whatIsTriedAgain(steps: [ScriptStep], isTriedAgain: Bool) throws {
        let trial = trial([steps, Self.fine])
        #expect(try trial.exchange().attempts.count == (isTriedAgain ? 2 : 1))
    }

    @Test(arguments: [
        (503, "false", 1), (503, "true", 2), (400, "true", 2), (400, "TRUE", 2), (400, "yes", 1),
        (429, "false", 1),
    ])
    func theUpstreamSaysWhetherToTryAgain(status: Int, advice: String, attempts: Int) throws {
        let trial = trial([[.head(status, [("X-Should-Retry", advice)])], Self.fine])
        #expect(try trial.exchange().attempts.count == attempts)
    }

    @Test func adviceToTryAgainIsBoundedToo() throws {
        let refusal: [ScriptStep] = [.head(400, [("x-should-retry", "true")])]
        #expect(try trial([refusal, refusal, refusal, refusal]).exchange().attempts.count == 3)
    }

    /// The wait before the retry, in milliseconds; 500 where nothing is asked for.
    private static let waits: [(headers: [(String, String)], milliseconds: Int64)] = [
        ([("Retry-After", "3")], 3000), ([("retry-after", " 1.5 ")], 1500),
        ([("retry-after-ms", "2500"), ("Retry-After", "9")], 2500),
        ([("retry-after-ms", "soon"), ("Retry-After", "9")], 9000),
        ([("Retry-After", "0")], 500), ([("Retry-After", "-3")], 500),
        ([("Retry-After", "nan")], 500), ([("Retry-After", "")], 500),
        ([("Retry-After", "Mon, 05 Jan 2026 08:00:04 GMT")], 4000),
        ([("Retry-After", "Monday, 05-Jan-26 08:00:04 GMT")], 4000),
        ([("Retry-After", "Mon Jan  5 08:00:04 2026")], 4000),
        ([("Retry-After", "Mon, 05 Jan 2026 07:59:59 GMT")], 500),
        (
            [
                ("Retry-After", "Mon, 05 Jan 2026 09:30:05 GMT"),
                ("Date", "Mon, 05 Jan 2026 09:30:00 GMT"),
            ], 5000
        ),
        ([("Retry-After", "Mon, 05 Jan 2026 08:00:04 GMT"), ("Date", "today")], 4000),
        ([("Retry-After", "tomorrow")], 500),
    ]

    @Test(arguments: waits)
    func theUpstreamSaysHowLongToWait(
        headers: [(String, String)], milliseconds: Int64
    ) throws {
        let trial = trial([[.head(429, headers.map { ($0.0, $0.1) })], Self.fine])
        let exchange = try trial.exchange()
        #expect(starts(trial, exchange) == [0, milliseconds])
    }

    @Test(arguments: [
        ("89", 2), ("90", 1), ("3600", 1), ("1e9", 2), ("99999999999999999999999999", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1),
    ])
    func aWaitThatWouldPassTheTotalIsNotBegun(retryAfter: String, attempts: Int) throws {
        let trial = trial([[.head(503, [("Retry-After", retryAfter)])], Self.fine])
        let exchange = try trial.exchange()
        #expect(exchange.attempts.count == attempts)
        if attempts == 1 { #expect(trial.milliseconds(trial.time.now()) == 0) }
    }

    @Test func theLastAttemptHasWhatIsLeftOfTheTotal() throws {
        var trial = trial([Self.busy, [.hangs]])
        trial.options.limits.exchange = .seconds(2)
        let exchange = try trial.exchange()
        #expect(starts(trial, exchange) == [0, 600])
        #expect(trial.milliseconds(exchange.end) == 2000)
        #expect(exchange.attempts[1].failure?.kind == .deadline)
        #expect(exchange.attempts[1].failure?.message == "no whole answer within 1.4 s")
    }

    @Test func aCallerThatGivesUpEndsTheWait() throws {
        let trial = trial([[.head(503, [("Retry-After", "60")])], Self.fine])
        let exchange = try #require(try trial.exchangeGivenUp(after: .seconds(2)))
        #expect(exchange.attempts.count == 1)
        #expect(trial.milliseconds(trial.time.now()) == 2000)
    }
}

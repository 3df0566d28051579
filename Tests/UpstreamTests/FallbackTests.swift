import Documents
import Limits
import Pricing
import Routing
import Synchronization
import Testing
import Upstream

@Suite struct FallbackTests {
    private static let broken: [ScriptStep] = [
        .wait(milliseconds: 100), .head(500), .text("broken"),
    ]
    private static let fine: [ScriptStep] = [
        .wait(milliseconds: 100), .head(200), .text(WholeAnswerTests.answer),
    ]

    private func trial(_ script: [[ScriptStep]], retries: Int = 0) throws -> Trial {
        var trial = Trial(script: script)
        trial.options.fallback = try Policy.named("tutorial")
        trial.options.retries = RetrySchedule(
            retries: retries, first: .milliseconds(500), jitter: .none)
        return trial
    }

    @Test func theNextModelIsAskedAtOnce() throws {
        let trial = try trial([Self.broken, Self.fine])
        let exchange = try trial.exchange()
        #expect(exchange.attempts.map(\.model) == ["gpt-4.1", "deepseek-v3.2"])
        #expect(exchange.attempts.map { trial.milliseconds($0.start) } == [0, 100])
        #expect(exchange.completion?.servedModel == "gpt-4.1-2025-04-14")
    }

    @Test func eachModelOfTheChainIsAskedOnce() throws {
        let trial = try trial(Array(repeating: Self.broken, count: 9))
        let exchange = try trial.exchange()
        #expect(
            exchange.attempts.map(\.model) == ["gpt-4.1", "deepseek-v3.2", "gemini-2.5-flash"])
        #expect(exchange.completion == nil)
    }

    @Test func aChainThatTurnsBackEnds() throws {
        let policy = """
            policy: circle
            version: 1
            rules: [{name: all, use: requested}]
            fallback:
              - when: model contains "gpt"
                use: b
              - when: model contains "b"
                use: c
              - use: gpt-4.1
            """
        var trial = try trial(Array(repeating: Self.broken, count: 9))
        trial.options.fallback = try Policy(Document(text: policy, name: "circle.yaml"))
        #expect(try trial.exchange().attempts.map(\.model) == ["gpt-4.1", "b", "c"])
    }

    @Test func aModelIsTriedAgainBeforeTheNextOne() throws {
        let trial = try trial(Array(repeating: Self.broken, count: 4) + [Self.fine], retries: 1)
        let exchange = try trial.exchange()
        #expect(
            exchange.attempts.map { "\($0.model) \(trial.milliseconds($0.start))" } == [
                "gpt-4.1 0", "gpt-4.1 600", "deepseek-v3.2 700", "deepseek-v3.2 1300",
                "gemini-2.5-flash 1400",
            ])
        #expect(exchange.completion != nil)
    }

    @Test func aWaitThatIsTooLongLeadsToTheNextModel() throws {
        let trial = try trial([[.head(429, [("Retry-After", "3600")])], Self.fine], retries: 3)
        let exchange = try trial.exchange()
        #expect(exchange.attempts.map(\.model) == ["gpt-4.1", "deepseek-v3.2"])
        #expect(trial.milliseconds(exchange.end) == 100)
    }

    private static let failures: [(steps: [ScriptStep], attempts: Int)] = [
        ([ScriptStep.head(400)], 2), ([.head(403)], 2), ([.head(404)], 2),
        ([.head(500, [("x-should-retry", "false")])], 2),
        ([.head(200), .text("<html>")], 2), ([.hangs], 2),
        ([.fails(TransportError(.connection, "reset"))], 2),
        ([StreamTests.head(), .text(StreamTests.text([StreamTests.events[0]]))], 2),
        ([StreamTests.head(), .text(StreamTests.text([StreamTests.events[1]]))], 1),
        ([.head(401)], 1), ([.head(302)], 1), ([.fails(TransportError(.tls, "expired"))], 1),
    ]

    @Test(arguments: failures)
    func whatLeadsToTheNextModel(steps: [ScriptStep], attempts: Int) throws {
        let trial = try trial([steps, Self.fine])
        #expect(try trial.exchange().attempts.count == attempts)
    }

    @Test func nothingFollowsTheTotal() throws {
        var trial = try trial([[.hangs], Self.fine])
        trial.options.limits.exchange = .seconds(20)
        let exchange = try trial.exchange()
        #expect(exchange.attempts.count == 1)
        #expect(trial.milliseconds(exchange.end) == 20_000)
    }

    @Test func everyAttemptKeepsItsUsage() throws {
        let billed: [ScriptStep] = [
            .head(500),
            .text(
                #"{"error":{"message":"late"},"usage":{"prompt_tokens":3,"completion_tokens":1}}"#),
        ]
        let cut: [ScriptStep] = [
            StreamTests.head(), .text(StreamTests.text([StreamTests.events[0]])),
        ]
        let exchange = try trial([billed, cut, Self.fine]).exchange()
        #expect(
            exchange.attempts.map { $0.failure?.usage } == [
                TokenUsage(input: 3, output: 1), nil, nil,
            ])
        #expect(
            exchange.completion?.usage
                == .known(TokenUsage(input: 11, cacheRead: 8, output: 10, reasoning: 4)))
    }

    @Test func nothingOfAFailedAttemptIsHandedOnBeforeItShowsOutput() throws {
        let started: [ScriptStep] = [
            StreamTests.head(), .text(StreamTests.text([StreamTests.events[0]])),
        ]
        let trial = try trial([
            started, [StreamTests.head(), .text(StreamTests.text(StreamTests.events))],
        ])
        let taken = Taken()
        let exchange = try trial.exchange(isStreamed: true) { taken.append($0, trial.time.now()) }
        #expect(exchange.attempts.count == 2)
        #expect(taken.pieces.map(\.json) == Array(StreamTests.events.dropLast()))
    }

    @Test func withoutAPolicyNothingFollows() throws {
        let trial = Trial(Self.broken, Self.fine)
        #expect(try trial.exchange().attempts.count == 1)
    }
}

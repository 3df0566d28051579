import Limits
import Testing
import Upstream

@Suite struct DeadlineTests {
    private func trial(_ steps: ScriptStep...) -> Trial {
        var trial = Trial(steps)
        trial.options.limits.firstByte = .seconds(10)
        return trial
    }

    @Test func anAnswerThatDoesNotBeginIsCancelled() throws {
        let trial = trial(.hangs)
        let attempt = try trial.attempt()
        #expect(attempt.failure?.kind == .firstByteTimeout)
        #expect(attempt.failure?.message == "no answer began within 10 s")
        #expect(attempt.failure?.usage == nil)
        #expect(trial.milliseconds(attempt.end) == 10_000)
        #expect(trial.transport.cancelled == 1)
    }

    @Test func anAnswerThatDoesNotEndIsCancelled() throws {
        let trial = trial(.wait(milliseconds: 9000), .head(200), .text("{"), .hangs)
        let attempt = try trial.attempt()
        #expect(attempt.failure?.kind == .deadline)
        #expect(attempt.failure?.message == "no whole answer within 30 s")
        #expect(attempt.failure?.usage == nil)
        #expect(attempt.firstByte.map(trial.milliseconds) == 9000)
        #expect(attempt.status == 200)
        #expect(trial.milliseconds(attempt.end) == 30_000)
        #expect(trial.transport.cancelled == 1)
    }

    @Test func aStreamThatDoesNotEndIsCancelledAndItsPiecesStay() throws {
        let events = StreamTests.events.prefix(3).map { StreamTests.text([$0]) }
        let trial = trial(
            StreamTests.head(), .text(events[0]), .wait(milliseconds: 700), .text(events[1]), .hangs
        )
        let attempt = try trial.attempt(isStreamed: true)
        #expect(attempt.failure?.kind == .deadline)
        #expect(attempt.pieces.map(trial.milliseconds) == [700])
        #expect(trial.milliseconds(attempt.end) == 30_000)
        #expect(trial.transport.cancelled == 1)
    }

    @Test func anErrorWhoseBodyDoesNotEndKeepsItsStatus() throws {
        let trial = trial(.head(503), .hangs)
        let attempt = try trial.attempt()
        #expect(attempt.failure?.kind == .deadline)
        #expect(attempt.status == 503)
        #expect(trial.milliseconds(attempt.end) == 30_000)
        #expect(trial.transport.cancelled == 1)
    }

    @Test func anAnswerJustInTimeCounts() throws {
        let trial = trial(
            .wait(milliseconds: 9999), .head(200), .wait(milliseconds: 20_000),
            .text(WholeAnswerTests.answer))
        #expect(try trial.attempt().completion?.content == "Hello!")
        #expect(trial.transport.cancelled == 0)
    }

    @Test func whatFailsAtTheLastMomentKeepsItsReason() throws {
        let trial = trial(
            .head(200), .wait(milliseconds: 30_000), .text("<html>"),
            .fails(TransportError(.connection, "reset")))
        #expect(try trial.attempt().failure?.kind == .deadline)
        let early = self.trial(.head(200), .wait(milliseconds: 29_999), .text("<html>"))
        #expect(try early.attempt().failure?.kind == .malformed)
    }

    @Test func withoutATimeForTheFirstByteTheDeadlineHolds() throws {
        let trial = Trial([.hangs])
        let attempt = try trial.attempt()
        #expect(attempt.failure?.kind == .deadline)
        #expect(trial.milliseconds(attempt.end) == 30_000)
    }

    @Test(arguments: [
        [ScriptStep.hangs], [.head(200), .hangs], [.head(503), .hangs],
        [StreamTests.head(), .hangs],
    ])
    func aCallerThatGivesUpCancelsTheAttempt(steps: [ScriptStep]) throws {
        let trial = Trial(steps)
        let exchange = try #require(try trial.exchangeGivenUp(after: .seconds(2)))
        #expect(exchange.attempts.map { $0.failure?.kind } == [.cancelled])
        #expect(trial.milliseconds(exchange.end) == 2000)
        #expect(exchange.attempts[0].failure?.usage == nil)
        #expect(trial.transport.cancelled == 1)
    }
}

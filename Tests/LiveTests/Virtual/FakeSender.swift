import Limits
import Pricing
import Upstream

/// A sender that takes the time and gives the answers that a test says, on virtual time.
final class FakeSender: ChatSending, @unchecked Sendable {
    /// One attempt to come.
    struct Turn {
        var model: String?
        var seconds = 1.0
        var outcome: Attempt.Outcome
        var status: Int? = 200

        static func answer(
            _ usage: Completion.Usage, seconds: Double = 1, served: String? = nil
        ) -> Turn {
            Turn(
                seconds: seconds,
                outcome: .completed(Completion(servedModel: served, usage: usage)))
        }

        static func failure(
            _ kind: UpstreamFailure.Kind, seconds: Double = 1, status: Int? = nil,
            usage: TokenUsage? = .zero
        ) -> Turn {
            Turn(
                seconds: seconds, outcome: .failed(UpstreamFailure(kind, "x", usage: usage)),
                status: status)
        }
    }

    private let time: VirtualTime
    private let turns: @Sendable (ChatRequest, Int) -> [Turn]
    // Touched on the one thread of virtual time.
    private(set) var sent: [ChatRequest] = []
    private(set) var underWay = 0
    private(set) var mostUnderWay = 0

    /// What becomes of a request is told by it and its number from 0.
    init(_ time: VirtualTime, turns: @escaping @Sendable (ChatRequest, Int) -> [Turn]) {
        (self.time, self.turns) = (time, turns)
    }

    func send(_ request: ChatRequest) async -> Exchange {
        let planned = turns(request, sent.count)
        sent.append(request)
        underWay += 1
        mostUnderWay = max(mostUnderWay, underWay)
        var attempts: [Attempt] = []
        for turn in planned {
            attempts.append(await attempt(turn, request))
            if Task.isCancelled { break }
        }
        underWay -= 1
        return Exchange(attempts)
    }

    private func attempt(_ turn: Turn, _ request: ChatRequest) async -> Attempt {
        let start = time.now()
        let model = turn.model ?? request.model
        do {
            try await time.sleep(until: start + TimeSpan(rounding: turn.seconds))
        } catch {
            return Attempt(
                model: model, start: start, end: time.now(),
                outcome: .failed(UpstreamFailure(.cancelled, "x")))
        }
        // The first piece half-way, one at three quarters, the last one at the end.
        let pieces = [0.5, 0.75, 1].map { start + TimeSpan(rounding: turn.seconds * $0) }
        return Attempt(
            model: model, start: start, end: time.now(), firstByte: pieces[0],
            pieces: turn.status == 200 ? pieces : [], status: turn.status, outcome: turn.outcome)
    }
}

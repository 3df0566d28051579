import Limits
import Synchronization
import Upstream

/// One answer of a script, in the order in which things happen.
enum ScriptStep: Sendable {
    /// Time passes.
    case wait(milliseconds: Int64)
    /// The head of the answer.
    case head(Int, [(name: String, value: String)] = [])
    /// Bytes of the body.
    case bytes([UInt8])
    /// Text of the body.
    case text(String)
    /// What goes wrong.
    case fails(TransportError)
    /// Nothing ever comes.
    case hangs
    /// The same bytes again and again.
    case endless([UInt8])
}

/// A transport whose answers stand in a script: one list of steps a request.
final class ScriptedTransport: Transport {
    private struct State {
        var script: [[ScriptStep]]
        var requests: [WireRequest] = []
        var times: [Instant] = []
        var cancelled = 0
    }

    private let state: Mutex<State>
    private let time: VirtualTime

    init(_ script: [[ScriptStep]], time: VirtualTime) {
        state = Mutex(State(script: script))
        self.time = time
    }

    /// The requests that came.
    var requests: [WireRequest] { state.withLock { $0.requests } }
    /// When they came.
    var times: [Instant] { state.withLock { $0.times } }
    /// How many of them were cancelled before their answer was read to its end.
    var cancelled: Int { state.withLock { $0.cancelled } }

    func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer {
        let steps = state.withLock { state in
            state.requests.append(request)
            state.times.append(time.now())
            return state.script.isEmpty ? [] : state.script.removeFirst()
        }
        var rest = steps[...]
        do {
            while let step = rest.popFirst() {
                if case .head(let status, let headers) = step {
                    return WireAnswer(status: status, headers: headers, body: body(Array(rest)))
                }
                _ = try await bytes(of: step)
            }
        } catch let error as TransportError {
            throw error
        } catch {
            state.withLock { $0.cancelled += 1 }
            throw TransportError(.cancelled, "cancelled")
        }
        throw TransportError(.unreachable, "the script has no answer")
    }

    private func body(_ steps: [ScriptStep]) -> AsyncThrowingStream<[UInt8], any Error> {
        let rest = RemainingSteps(steps[...])
        return AsyncThrowingStream { [self] in
            while let step = rest.next() {
                do {
                    if let bytes = try await bytes(of: step) { return bytes }
                } catch is CancellationError {
                    state.withLock { $0.cancelled += 1 }
                    return nil
                }
            }
            return nil
        }
    }

    private func bytes(of step: ScriptStep) async throws -> [UInt8]? {
        switch step {
        case .wait(let milliseconds):
            try await time.sleep(until: time.now() + .milliseconds(milliseconds))
            return nil
        case .hangs:
            try await time.sleep(until: .never)
            return nil
        case .head: return nil
        case .bytes(let bytes), .endless(let bytes): return bytes
        case .text(let text): return Array(text.utf8)
        case .fails(let error): throw error
        }
    }
}

/// The steps that are still to come.
private final class RemainingSteps: Sendable {
    private let steps: Mutex<ArraySlice<ScriptStep>>

    init(_ steps: ArraySlice<ScriptStep>) { self.steps = Mutex(steps) }

    func next() -> ScriptStep? {
        steps.withLock { steps in
            if case .endless? = steps.first { return steps.first }
            return steps.popFirst()
        }
    }
}

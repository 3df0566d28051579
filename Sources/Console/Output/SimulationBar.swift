import Dispatch
import Synchronization

/// A line on standard error that says how far simulations are, one after another.
package final class SimulationBar: Sendable {
    private struct State {
        var simulation = 0
        var done = 0
        var expected = 0
        /// Requests of the simulations before.
        var before = 0
    }

    private let state = Mutex(State())

    /// A bar of which nothing is drawn yet.
    package init() {}

    /// How far the current simulation is; a new one begins with none.
    package func note(done: Int, of expected: Int) {
        state.withLock { state in
            if done == 0 {
                state.simulation += 1
                state.before += state.done
            }
            (state.done, state.expected) = (done, expected)
        }
    }

    /// A line such as `simulation 3: [########------------]  42 %, 850K requests/s in all`.
    package func text(afterSeconds seconds: Double) -> String {
        let state = state.withLock { $0 }
        let share = state.expected > 0 ? min(1, Double(state.done) / Double(state.expected)) : 0
        let rate = seconds > 0 ? Double(state.before + state.done) / seconds : 0
        return "simulation \(state.simulation): \(ProgressLine.bar(share)), "
            + "\(Int(rate / 1000))K requests/s"
    }

    /// Draws while a body runs.
    package func whileDrawing<Result>(_ body: () throws -> Result) rethrows -> Result {
        let bar = ProgressBar { self.text(afterSeconds: $0) }
        defer { bar.finish() }
        return try body()
    }
}

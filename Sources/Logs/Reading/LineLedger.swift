import Calls
import Synchronization

/// Brings the workers' findings back into the order of the log: line numbers, the first fault,
/// skipped lines, rejects.
///
/// Workers finish chunks in any order. Each reports how many lines a chunk had and what was wrong
/// in it; chunks are settled one after the other, as soon as all before them are.
final class LineLedger: Sendable {
    /// What a worker found in one chunk.
    struct Finding: Sendable {
        var input: Int
        var lines = 0
        /// More of what was skipped last.
        var restOfSkipped: Skipped?
        var skipped: [Skipped] = []
        var fault: Fault?
        /// What to do about a first line that was skipped.
        var advice: LayoutAdvice?
        /// The first row of the input, if that is one of CSV.
        var header: [UInt8] = []
        /// Lines of the chunk may have to be found again when everything is read.
        var isKept = false
    }

    /// A line, or a row of several, left out.
    struct Skipped: Sendable {
        let line: Int
        /// How many lines it spans; of one that comes in pieces each has those that end in it.
        let lines: Int
        let reason: String
        let bytes: [UInt8]
    }

    /// What ends the run.
    struct Fault: Sendable {
        let line: Int
        let message: String
    }

    private struct State {
        var waiting: [Int: Finding] = [:]
        var next = 0
        var input = -1
        var linesBefore = 0
        var skipped: [String: SkippedLines] = [:]
        /// The header under which rejected rows were kept last.
        var keptHeader: [UInt8] = []
        /// Inputs with a first line that was skipped, by what to do about it.
        var advised: [LayoutAdvice: [Int]] = [:]
        var failure: LogError?
        /// For chunks to be found again, the input and how many of its lines came before.
        var starts: [Int: (input: Int, lines: Int)] = [:]
    }

    private let inputs: [LogInput]
    private let rejects: (any RejectSink)?
    private let state = Mutex(State())

    init(inputs: [LogInput], rejects: (any RejectSink)?) {
        self.inputs = inputs
        self.rejects = rejects
    }

    /// Takes what was found in the chunk with this place in the run.
    func settle(_ finding: Finding, ordinal: Int) {
        state.withLock { state in
            state.waiting[ordinal] = finding
            while let finding = state.waiting.removeValue(forKey: state.next) {
                settleNext(finding, &state)
                if finding.isKept {
                    let before = state.linesBefore - finding.lines
                    state.starts[state.next] = (finding.input, before)
                }
                state.next += 1
            }
        }
    }

    private func settleNext(_ finding: Finding, _ state: inout State) {
        guard state.failure == nil else { return }
        if finding.input != state.input {
            state.input = finding.input
            state.linesBefore = inputs[finding.input].linesBefore
        }
        let name = inputs[finding.input].name
        if let fault = finding.fault {
            state.failure = LogError(
                "\(name):\(state.linesBefore + fault.line + 1): \(fault.message)")
            return
        }
        if let advice = finding.advice { state.advised[advice, default: []].append(finding.input) }
        let rest = finding.restOfSkipped.map { [$0] } ?? []
        for line in rest + finding.skipped {
            let place = "\(name):\(state.linesBefore + line.line + 1)"
            state.skipped[
                line.reason, default: SkippedLines(reason: line.reason, lines: 0, first: place)
            ].lines += line.lines
            keep(line.bytes, under: finding.header, &state)
        }
        state.linesBefore += finding.lines
    }

    /// Keeps a rejected line; rows of CSV under their header, so that they can be read again.
    private func keep(_ bytes: [UInt8], under header: [UInt8], _ state: inout State) {
        guard state.failure == nil, !bytes.isEmpty else { return }
        do {
            if !header.isEmpty && header != state.keptHeader {
                try rejects?.take(header: header)
                state.keptHeader = header
            }
            try rejects?.take(bytes)
        } catch {
            state.failure = LogError("rejected lines can't be kept: \(error)")
        }
    }

    /// A line's file and number, for a chunk whose finding is kept.
    func location(of place: LogPlace) -> String {
        state.withLock { state in
            guard let start = state.starts[place.chunk] else { return "the log" }
            return "\(inputs[start.input].name):\(start.lines + place.line + 1)"
        }
    }

    /// What to do about inputs with a first line that was skipped.
    var advice: [String] {
        state.withLock { state in
            let advised = state.advised.sorted { $0.value[0] < $1.value[0] }
            return advised.map { advice, inputs in
                let more = inputs.count - 1
                let others = more == 0 ? "" : " and \(more) more file\(more == 1 ? "" : "s")"
                return "\(self.inputs[inputs[0]].name)\(others): \(advice.hint)"
            }
        }
    }

    /// The first fault in the order of the log.
    var failure: LogError? { state.withLock { $0.failure } }

    /// Lines left out by reason, the most frequent first.
    var skipped: [SkippedLines] {
        state.withLock { state in
            state.skipped.values.sorted { ($1.lines, $0.reason) < ($0.lines, $1.reason) }
        }
    }
}

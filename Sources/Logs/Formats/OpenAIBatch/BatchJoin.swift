import Calls
import Pricing

/// Joins the answers of batches with their requests.
struct BatchJoin {
    private let pieces: [CallPiece]
    private var requests: [RecordID: BatchRequest] = [:]
    private var seen: Set<RecordID> = []
    private var answered: Set<RecordID> = []
    private var calls: [CallPiece] = []
    private var repeated = 0
    private var ambiguous = 0
    private var withoutRequest = 0
    private var withoutTime = 0

    /// - Parameter pieces: In the order of the log.
    init(_ pieces: [CallPiece]) { self.pieces = pieces }

    /// The calls: answers and errors, each once.
    consuming func joined() -> JoinedCalls {
        for piece in pieces where piece.role == .request {
            let request = BatchRequest(piece.draft)
            requests[piece.key] = requests[piece.key]?.agreeing(with: request) ?? request
        }
        for piece in pieces where piece.role == .call { take(piece) }
        let isDated = date()
        return JoinedCalls(calls: calls, removed: removed, notes: notes(isDated: isDated))
    }

    private mutating func take(_ answer: CallPiece) {
        let id = answer.draft.record.id
        guard id == .none || seen.insert(id).inserted else {
            repeated += 1
            return
        }
        var call = answer
        answered.insert(answer.key)
        if let request = requests[answer.key] {
            if request.isAmbiguous { ambiguous += 1 }
            request.complete(&call.draft)
        } else {
            withoutRequest += 1
        }
        if call.draft.record.model == .none {
            call.draft.record.model = call.draft.record.servedModel
        }
        calls.append(call)
    }

    /// Gives each call without a time that of the call before it, the first ones that of the first
    /// call that has one; false where none has one, and all are put at the beginning of 1970.
    private mutating func date() -> Bool {
        let first = calls.lazy.compactMap(\.draft.record.time).first
        var time = first ?? Timestamp(nanoseconds: 0)
        for index in calls.indices {
            if let own = calls[index].draft.record.time {
                time = own
            } else {
                calls[index].draft.record.time = time
                withoutTime += 1
            }
        }
        return first != nil
    }

    // MARK: What is told about it

    private var removed: [RemovedRecords] {
        let waiting = pieces.count { $0.role == .request && !answered.contains($0.key) }
        let counts = [
            ("requests without an answer: not run, or not yet", waiting),
            ("repeats an answer with the same id", repeated),
        ]
        return counts.filter { $0.1 > 0 }.map { RemovedRecords(reason: $0.0, records: $0.1) }
    }

    private func notes(isDated: Bool) -> [String] {
        var notes: [String] = []
        if withoutTime > 0 {
            notes.append(
                "calls of batches that carry no time (failed ones, embeddings): \(withoutTime); "
                    + (isDated
                        ? "they count at the time of the answer before them, or of the first"
                        : "no answer has one, so they count at 1970-01-01T00:00:00Z"))
        }
        if ambiguous > 0 {
            notes.append(
                "calls of batches whose custom_id several requests bear: \(ambiguous); what "
                    + "these ask for differently is unknown; read one batch at a time")
        }
        if withoutRequest > 0 {
            notes.append(
                "calls of batches whose request is not in the logs: \(withoutRequest); the model that "
                    + "answered stands for the one asked for, and nothing is known of the messages")
        }
        return notes
    }
}

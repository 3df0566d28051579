import Calls
import Pricing

/// What decides how the snapshots of a message become one call.
struct SnapshotFacts: OptionSet {
    var rawValue: UInt8 = 0

    /// It stands in a side conversation, which may repeat messages of the main one.
    static let isSidechain = SnapshotFacts(rawValue: 1)
    /// The answer had come to its end.
    static let isComplete = SnapshotFacts(rawValue: 2)
    /// The line names the request.
    static let hasRequest = SnapshotFacts(rawValue: 4)
    /// It was not said for how long what was written to a cache is kept.
    static let lacksCacheLifetime = SnapshotFacts(rawValue: 8)
}

extension CallPiece {
    fileprivate var snapshot: SnapshotFacts { SnapshotFacts(rawValue: facts) }
}

extension ClaudeCodeReader {
    /// One call for all lines of a message.
    static func joined(_ pieces: [CallPiece]) -> JoinedCalls {
        let answers = pieces.filter { $0.role == .call }
        let messages = grouped(answers)
        var joined = JoinedCalls(calls: [])
        var (snapshots, copies, placeholders, lifetimes) = (0, 0, 0, 0)
        for message in messages {
            let (call, kept) = merged(message)
            joined.calls.append(call)
            let others = message.filter { !$0.isOfSameConversation(as: call) }.count
            copies += others
            snapshots += message.count - 1 - others
            if kept.isPlaceholder { placeholders += 1 }
            if kept.snapshot.contains(.lacksCacheLifetime) { lifetimes += 1 }
        }
        joined.calls.sort { $0.place < $1.place }
        joined.removed = [
            RemovedRecords(
                reason: "a streaming snapshot of a message that another line completes",
                records: snapshots),
            RemovedRecords(
                reason: "a copy of a message in another session or side conversation",
                records: copies),
            RemovedRecords(
                reason: "written by Claude Code itself, without a call",
                records: pieces.count - answers.count),
        ].filter { $0.records > 0 }
        joined.notes = notes(placeholders: placeholders, lifetimes: lifetimes)
        return joined
    }

    private static func notes(placeholders: Int, lifetimes: Int) -> [String] {
        var notes: [String] = []
        if placeholders > 0 {
            notes.append(
                "claude-code: calls that were written down only at the beginning of their answer, "
                    + "with at most \(largestPlaceholder) output tokens: \(placeholders); the counts "
                    + "may be placeholders, and the real output larger")
        }
        if lifetimes > 0 {
            notes.append(
                "claude-code: calls that do not say for how long their cache writes are kept: "
                    + "\(lifetimes); they count as kept for 5 minutes")
        }
        return notes
    }

    /// Answers that begin have so many output tokens.
    fileprivate static let largestPlaceholder: UInt64 = 3

    /// The lines of each message, in the order of the log; a line that names no message is one of
    /// its own.
    ///
    /// A message is told by its id and its request's. A line without a request, and one of a side
    /// conversation, which repeats messages under requests of its own, belongs to the message with
    /// that id in its session; lines without a request that say the same at the same time are of
    /// one message in whatever session.
    private static func grouped(_ answers: [CallPiece]) -> [[CallPiece]] {
        let originals = originals(of: answers)
        var same = SameMessages()
        for answer in answers where answer.isRepetition {
            if let original = originals[answer.parent] { same.join(answer.key, to: original) }
        }
        var messages: [[CallPiece]] = []
        var places: [RecordID: Int] = [:]
        for answer in answers {
            guard answer.key != .none else {
                messages.append([answer])
                continue
            }
            let key = same.first(of: answer.key)
            if let place = places[key] {
                messages[place].append(answer)
            } else {
                places[key] = messages.count
                messages.append([answer])
            }
        }
        return messages
    }

    /// For each message of a session the key that its repetitions belong to: one of the main
    /// conversation with a request, if there is one.
    private static func originals(of answers: [CallPiece]) -> [RecordID: RecordID] {
        var originals: [RecordID: RecordID] = [:]
        for answer in answers where !answer.isRepetition && originals[answer.parent] == nil {
            originals[answer.parent] = answer.key
        }
        for answer in answers where originals[answer.parent] == nil {
            originals[answer.parent] = answer.key
        }
        originals[.none] = nil
        return originals
    }

    /// The call, and the snapshot whose counts it has.
    ///
    /// The largest output is the last that was known; of equal ones that which was complete.
    private static func merged(_ message: [CallPiece]) -> (call: CallPiece, kept: CallPiece) {
        var call = message[0]
        var kept = message[0]
        for snapshot in message.dropFirst() {
            if snapshot.isEarlier(than: call) { call = snapshot }
            if kept.isLess(than: snapshot) { kept = snapshot }
        }
        let (origin, records) = (call.draft.record, message.map(\.draft.record))
        call.draft.record = kept.draft.record
        call.draft.record.session = origin.session
        call.draft.record.id = origin.id
        call.draft.record.time = records.compactMap(\.time).min()
        call.draft.record.recordedCost =
            kept.draft.record.recordedCost ?? records.compactMap(\.recordedCost).max()
        call.draft.record.latency =
            kept.draft.record.latency ?? records.compactMap(\.latency).max()
        return (call, kept)
    }
}

extension CallPiece {
    /// Whether another line may hold the original.
    fileprivate var isRepetition: Bool {
        snapshot.contains(.isSidechain) || !snapshot.contains(.hasRequest)
    }

    /// The main conversation goes before, then the first time, then the place in the log.
    fileprivate func isEarlier(than other: CallPiece) -> Bool {
        rank < other.rank
    }

    private var rank: (Int, Int64, LogPlace) {
        let time = draft.record.time?.nanoseconds ?? .max
        return (snapshot.contains(.isSidechain) ? 1 : 0, time, place)
    }

    /// Whether less was known of the answer.
    fileprivate func isLess(than other: CallPiece) -> Bool {
        completeness < other.completeness
    }

    private var completeness: (Int, UInt64, Int, UInt64) {
        let record = draft.record
        return (
            record.usageState == .known ? 1 : 0, record.usage.output,
            snapshot.contains(.isComplete) ? 1 : 0, record.usage.totalInput
        )
    }

    fileprivate var isPlaceholder: Bool {
        draft.record.usageState == .known && !snapshot.contains(.isComplete)
            && draft.record.usage.output <= ClaudeCodeReader.largestPlaceholder
    }

    fileprivate func isOfSameConversation(as other: CallPiece) -> Bool {
        draft.record.session == other.draft.record.session
            && snapshot.contains(.isSidechain) == other.snapshot.contains(.isSidechain)
    }
}

/// Keys that stand for the same message.
private struct SameMessages {
    private var earlier: [RecordID: RecordID] = [:]

    /// The key that stands for all that are the same as this one.
    mutating func first(of key: RecordID) -> RecordID {
        guard let next = earlier[key] else { return key }
        let first = first(of: next)
        earlier[key] = first
        return first
    }

    mutating func join(_ key: RecordID, to other: RecordID) {
        let (key, other) = (first(of: key), first(of: other))
        if key != other { earlier[key] = other }
    }
}

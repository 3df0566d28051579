import Calls
import Pricing
import Statistics

/// A call of a log as a pattern for others; all that belongs together stays together.
struct KeptCall: Sendable {
    /// Where it stood; orders the calls the same way however many workers read them.
    struct Rank: Hashable, Comparable, Sendable {
        let source: Int
        let piece: Int
        let line: UInt32
        /// Among the rows of its line.
        let row: UInt32

        /// The place of a row behind another one of the same worker.
        init(_ piece: LogPiece, line: UInt32, after last: Rank?) {
            (source, self.piece, self.line) = (piece.source, piece.ordinal, line)
            if let last, (last.source, last.piece, last.line) == (source, self.piece, line) {
                row = last.row + 1
            } else {
                row = 0
            }
        }

        static func < (left: Rank, right: Rank) -> Bool {
            (left.source, left.piece, left.line, left.row)
                < (right.source, right.piece, right.line, right.row)
        }

        /// Random bits that hang on the place alone.
        var bits: UInt64 {
            [piece, Int(line), Int(row)].reduce(UInt64(source)) {
                SplitMix64.mixed($0, UInt64($1))
            }
        }
    }

    let rank: Rank
    var model: NameID
    var user: NameID
    var team: NameID
    var tags: NameID
    let usage: TokenUsage
    let flags: CallFlags
    let contentLength: UInt64?
    let messageCount: UInt64?
    let maxTokens: UInt64?
    let latencyMilliseconds: UInt64?

    /// What has to be read of a log.
    static let demand = Demand(fields: [
        .user, .team, .tagSet, .contentLength, .messageCount, .maxTokens, .latency,
    ])

    init(_ block: CallBlock, row: Int, rank: Rank) {
        self.rank = rank
        (model, user) = (block.model[row], block.user[row])
        (team, tags) = (block.team[row], block.tagSet[row])
        (usage, flags) = (block.usage[row], block.flags[row])
        contentLength = UInt64(exactly: block.contentLength[row])
        messageCount = UInt64(exactly: block.messageCount[row])
        maxTokens = UInt64(exactly: block.maxTokens[row])
        latencyMilliseconds = UInt64(exactly: block.latency[row]).map { ($0 + 500_000) / 1_000_000 }
    }
}

/// Calls of a log: all as long as they fit, else those that random bits of their places pick.
struct KeptCalls: Sendable {
    /// At most so many are kept.
    static let capacity = 1 << 18

    private(set) var calls: [KeptCall] = []
    /// One call in 2^`halvings` is kept.
    private(set) var halvings: UInt64 = 0

    /// Whether the call at this place is to be kept.
    func wants(_ rank: KeptCall.Rank) -> Bool { rank.bits & ((1 << halvings) - 1) == 0 }

    mutating func add(_ call: KeptCall) {
        guard wants(call.rank) else { return }
        calls.append(call)
        while calls.count > Self.capacity { halve() }
    }

    mutating func halve() {
        halvings += 1
        calls = calls.filter { wants($0.rank) }
    }

    /// The calls in the order of the log.
    var inOrder: [KeptCall] { calls.sorted { $0.rank < $1.rank } }
}

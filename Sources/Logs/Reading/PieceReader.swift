import Calls

/// Turns lines of a format whose records lie in several lines, or of which one line holds several,
/// into pieces, and all pieces into calls.
///
/// Pieces stay in memory until everything is read: that is what it costs to join them.
protocol PieceReader: LogReader {
    /// Reads the line at which the cursor stands, its newline included.
    ///
    /// - Parameters:
    ///   - cursor: Moves behind the line.
    ///   - blank: A draft that knows nothing yet, to begin each piece with.
    ///   - pieces: Takes what the line holds.
    /// - Throws: `BadLine` where the line can't be read.
    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, into pieces: inout [CallPiece]
    ) throws(BadLine)

    /// Makes calls of the pieces of all lines.
    ///
    /// - Parameter pieces: In the order of the log.
    /// - Returns: The calls, and what was left out.
    static func joined(_ pieces: consuming [CallPiece]) -> JoinedCalls
}

/// What a line says about a call, or about how calls belong together.
struct CallPiece: Sendable {
    /// What the piece is to its call; each format says what it means.
    enum Role: Sendable {
        /// A call, or an account of one that may be repeated.
        case call
        /// What was asked for, without an answer.
        case request
        /// No call, but the link between others.
        case link
        /// Something that makes calls, and may tell their sum.
        case group
        /// Something that a call sets off, and that may make calls of its own.
        case tool
    }

    /// Held beside the piece, in a list of at most one: links, which may be many, have none, and
    /// pieces are moved about without their records.
    private var drafts: [RecordDraft]
    var role: Role
    /// What pieces of the same call have in common.
    var key: RecordID
    /// The piece that caused this one.
    var parent: RecordID
    /// Names of the user, the team, the session and the tags, for pieces that lack them: those that
    /// this one caused or, if it has a record, itself; empty where there are none.
    var inherited: [NameID]
    /// Hashes of the blocks of its prompt, for who looks for prompts that begin alike.
    var blocks: [UInt64]
    /// What else decides the joining; each format says what the bits mean.
    var facts: UInt8 = 0
    /// Where it stands in the log.
    var place = LogPlace(input: 0, chunk: 0, line: 0)

    /// A piece that tells something about a call.
    init(
        draft: RecordDraft, role: Role = .call, key: RecordID = .none, parent: RecordID = .none,
        inherited: [NameID] = [], blocks: [UInt64] = []
    ) {
        drafts = [draft]
        (self.role, self.key, self.parent) = (role, key, parent)
        (self.inherited, self.blocks) = (inherited, blocks)
    }

    /// A piece that tells how others belong together.
    init(linking key: RecordID, to parent: RecordID, as role: Role, inherited: [NameID] = []) {
        drafts = []
        (self.role, self.key, self.parent) = (role, key, parent)
        (self.inherited, blocks) = (inherited, [])
    }

    /// Whether it tells something about a call.
    var hasDraft: Bool { !drafts.isEmpty }

    /// What it tells about a call.
    ///
    /// - Precondition: `hasDraft`.
    var draft: RecordDraft {
        get { drafts[0] }
        _modify { yield &drafts[0] }
    }
}

/// A line of a run over several inputs.
struct LogPlace: Sendable, Comparable {
    /// Which input.
    let input: Int
    /// The chunk's place in the run.
    let chunk: Int
    /// The line in the chunk, from 0.
    let line: Int
    /// The piece in the line, from 0.
    var part = 0

    static func < (left: LogPlace, right: LogPlace) -> Bool {
        (left.chunk, left.line, left.part) < (right.chunk, right.line, right.part)
    }
}

/// Calls made of pieces.
struct JoinedCalls: Sendable {
    /// In the order of the log.
    var calls: [CallPiece]
    /// What was taken for part of another call or for none, and counted.
    var removed: [RemovedRecords] = []
    /// How many calls have cache reads that were computed, not logged; nil where none were to be.
    var sharedPrefixes: Int?
    /// What the reader of a report has to know about these calls.
    var notes: [String] = []
}

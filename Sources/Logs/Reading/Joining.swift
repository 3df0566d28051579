import Calls

/// What one worker holds back to be joined.
struct HeldPieces: Sendable {
    var byFormat: [LogFormat: [CallPiece]] = [:]
    /// The names behind the ids of the pieces.
    var names: [String] = []
}

/// Brings the pieces of all workers together, and makes calls of them format by format.
struct Joining {
    private var held: [HeldPieces] = []
    /// What was taken for part of another call or for none.
    private(set) var removed: [RemovedRecords] = []
    /// Calls whose cache reads were computed from the blocks that prompts share.
    private(set) var sharedPrefixes = 0
    /// What the reader of a report has to know.
    private(set) var notes: [String] = []

    mutating func add(_ pieces: consuming HeldPieces) {
        if !pieces.byFormat.isEmpty { held.append(pieces) }
    }

    var isEmpty: Bool { held.isEmpty }

    /// The calls of all pieces, in the order of the log, with names in this table.
    mutating func calls(naming names: NameTable) -> [CallPiece] {
        var byFormat = gathered(naming: names)
        var calls: [CallPiece] = []
        for format in LogFormat.allCases {
            guard var pieces = byFormat.removeValue(forKey: format) else { continue }
            pieces.sort { $0.place < $1.place }
            let joined = format.join(consume pieces)
            calls += joined.calls
            removed += joined.removed
            notes += joined.notes
            sharedPrefixes += joined.sharedPrefixes ?? 0
        }
        calls.sort { $0.place < $1.place }
        return calls
    }

    /// Takes the pieces out of the workers' hands one after the other, so that none is there twice.
    private mutating func gathered(naming names: NameTable) -> [LogFormat: [CallPiece]] {
        var byFormat: [LogFormat: [CallPiece]] = [:]
        while var worker = held.popLast() {
            let ids = worker.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
            for format in LogFormat.allCases {
                guard var pieces = worker.byFormat.removeValue(forKey: format) else { continue }
                var renaming = Renaming(ids: ids)
                for index in pieces.indices { renaming.rename(&pieces[index]) }
                byFormat[format, default: []] += pieces
            }
        }
        return byFormat
    }
}

/// Gives pieces the names of another table.
private struct Renaming {
    let ids: [NameID]
    /// Pieces share what they inherit with their neighbours; so do they after renaming.
    private var lately: (before: [NameID], after: [NameID]) = ([], [])

    init(ids: [NameID]) { self.ids = ids }

    mutating func rename(_ piece: inout CallPiece) {
        if piece.inherited != lately.before {
            lately = (piece.inherited, piece.inherited.map(renamed))
        }
        piece.inherited = lately.after
        guard piece.hasDraft else { return }
        piece.draft.record.rename(renamed)
        for index in piece.draft.tags.indices {
            piece.draft.tags[index] = renamed(piece.draft.tags[index])
        }
    }

    private func renamed(_ name: NameID) -> NameID { ids[Int(name.rawValue)] }
}

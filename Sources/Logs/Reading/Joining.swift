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

    mutating func add(_ pieces: HeldPieces) {
        if !pieces.byFormat.isEmpty { held.append(pieces) }
    }

    var isEmpty: Bool { held.isEmpty }

    /// The calls of all pieces, in the order of the log, with names in this table.
    mutating func calls(naming names: NameTable) -> [CallPiece] {
        var byFormat: [LogFormat: [CallPiece]] = [:]
        for pieces in held {
            let ids = pieces.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
            for (format, pieces) in pieces.byFormat {
                byFormat[format, default: []] += pieces.map { $0.renamed { ids[Int($0.rawValue)] } }
            }
        }
        held = []
        var calls: [CallPiece] = []
        for format in LogFormat.allCases {
            guard let pieces = byFormat[format] else { continue }
            let joined = format.join(pieces.sorted { $0.place < $1.place })
            calls += joined.calls
            removed += joined.removed
            notes += joined.notes
            sharedPrefixes += joined.sharedPrefixes ?? 0
        }
        return calls.sorted { $0.place < $1.place }
    }
}

extension CallPiece {
    /// The piece with the names of another table.
    fileprivate func renamed(_ rename: (NameID) -> NameID) -> CallPiece {
        var piece = self
        piece.draft.record.rename(rename)
        for index in piece.draft.tags.indices {
            piece.draft.tags[index] = rename(piece.draft.tags[index])
        }
        return piece
    }
}

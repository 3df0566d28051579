import Calls

/// The kinds of call of all workers, each once.
final class KindNumbering {
    let names = NameTable()
    private(set) var kinds: [CallKind] = []
    private var positions: [CallKind: UInt32] = [:]

    /// The positions of a worker's kinds, whose ids are those of the worker's names.
    func add(_ kinds: [CallKind], names workerNames: [String]) -> [UInt32] {
        let ids = workerNames.map { $0.isEmpty ? NameID.none : names.intern($0) }
        return kinds.map { position(of: $0.renamed(ids)) }
    }

    private func position(of kind: CallKind) -> UInt32 {
        if let known = positions[kind] { return known }
        positions[kind] = UInt32(kinds.count)
        kinds.append(kind)
        return UInt32(kinds.count - 1)
    }
}

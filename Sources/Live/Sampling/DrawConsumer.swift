import Calls
import Statistics

/// Draws from the blocks of one worker.
final class DrawConsumer: BlockConsumer {
    /// What a worker found; ids of names are those of its own table.
    struct Partial: Sendable {
        var names: [String] = []
        /// Calls that are operations of their own.
        var tallies: [Key: StratumTally<CallFacts>] = [:]
        /// The attempt that stands for each operation that is named.
        var operations: [OperationID: CallFacts] = [:]
        /// Operations with an attempt that doesn't tell how long its input was.
        var unsized: Set<OperationID> = []
        var leftOut: UInt64 = 0
    }

    /// A stratum within one worker.
    struct Key: Hashable {
        let model: NameID
        let size: SizeClass
    }

    private let design: SampleDesign
    private let keys: DrawKeys
    private var found = Partial()
    private var names: NameTable?

    init(_ design: SampleDesign) { (self.design, keys) = (design, DrawKeys(seed: design.seed)) }

    func consume(_ block: CallBlock) {
        names = block.names
        for row in 0..<block.count {
            let operation = block.operation[row]
            guard let facts = CallFacts(block, row: row) else {
                if operation == .none {
                    found.leftOut += 1
                } else {
                    found.unsized.insert(operation)
                }
                continue
            }
            if operation == .none { count(facts, block.names) } else { hold(facts, operation) }
        }
    }

    private func count(_ facts: CallFacts, _ names: NameTable) {
        let key = Key(model: facts.model, size: design.sizes.sizeClass(of: facts.input))
        let cost = design.cost(of: facts, model: names.name(facts.model))
        let entry = (key: keys.key(of: facts.place), place: facts.place, element: facts)
        found.tallies[key, default: StratumTally(limit: design.size)].count(entry, cost: cost)
    }

    private func hold(_ facts: CallFacts, _ operation: OperationID) {
        if let held = found.operations[operation], !facts.stands(before: held) { return }
        found.operations[operation] = facts
    }

    func partial() -> Partial {
        found.names = names?.all ?? []
        return found
    }
}

/// The keys by which calls are drawn: hashes of what names them, so that nothing else decides.
struct DrawKeys: Sendable {
    let seed: UInt64

    func key(of place: LoggedRequest.Place) -> UInt64 {
        let piece = SplitMix64.mixed(UInt64(place.piece.source), UInt64(place.piece.ordinal))
        return SplitMix64.mixed(seed, SplitMix64.mixed(piece, UInt64(place.line)))
    }

    func key(of operation: OperationID) -> UInt64 {
        let high = UInt64(truncatingIfNeeded: operation.rawValue >> 64)
        let low = UInt64(truncatingIfNeeded: operation.rawValue)
        return SplitMix64.mixed(seed, SplitMix64.mixed(high, low))
    }
}

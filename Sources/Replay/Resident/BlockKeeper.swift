import Calls
import Routing

/// Keeps blocks of calls as questions look at them.
final class BlockKeeper {
    private let features: KeptFeatures
    /// Made for the first block; one a zone of the policies, and one at least.
    private var derived: [(zone: String, columns: DerivedColumns)] = []

    init(_ features: KeptFeatures) { self.features = features }

    /// A copy of a block whose kinds are given by row.
    func keep(_ block: CallBlock, kinds: UnsafePointer<UInt32>) -> ResidentBlock {
        let (rows, memory) = (block.count, ColumnMemory())
        precondition(rows <= 1 << ResidentBlock.rowBits)
        if derived.isEmpty { derived = features.derivedColumns(rows: block.capacity) }
        for (_, columns) in derived { columns.fill(from: block) }
        let columns = BlockFeatures(
            block: block, textColumns: features.textColumns, derived: derived[0].columns)
        return ResidentBlock(
            rows: rows, kinds: memory.ids(rows: rows, kinds),
            usage: ResidentUsage(rows: rows, block.usage.base, in: memory),
            numbers: features.numbers.map { feature in
                (feature, memory.numbers(rows: rows, columns.column(feature)))
            },
            names: features.names.map { feature in
                (feature, memory.copy(rows: rows, columns.names(feature)))
            },
            truths: features.probes.map { probe in
                (probe, memory.copy(rows: rows, columns.truths(probe)))
            },
            flags: features.flags.map { feature in
                (feature, memory.copy(rows: rows, columns.truths(feature)))
            },
            ids: features.readsIDs ? memory.copy(rows: rows, columns.ids) : nil,
            clocks: features.readsClocks ? clocks(rows, memory) : [], memory: memory)
    }

    private func clocks(_ rows: Int, _ memory: ColumnMemory) -> [ResidentClock] {
        derived.map { zone, columns in
            ResidentClock(
                timeZone: zone, hours: memory.numbers(rows: rows, columns.numbers(.hour)),
                weekdays: memory.copy(rows: rows, columns.weekdays))
        }
    }
}

import Calls
import Pricing

/// Totals by group and kind of call, for one grouping.
final class GroupAccumulator {
    private let grouping: Grouping
    private var clock: LocalClock
    /// One table for each dimension after the first.
    private var groupTables: [PairTable]
    private var kindTable = PairTable()
    private var totals: [CallTotals] = []
    /// The entry of each row of the last block, by its number in `entries`.
    let ids: UnsafeMutablePointer<UInt32>
    private let values: UnsafeMutablePointer<UInt32>

    init(_ grouping: Grouping, clock: LocalClock, rows: Int) {
        self.grouping = grouping
        self.clock = clock
        groupTables = grouping.dimensions.dropFirst().map { _ in PairTable() }
        ids = .allocate(capacity: rows)
        values = .allocate(capacity: rows)
    }

    deinit {
        ids.deallocate()
        values.deallocate()
    }

    /// Adds the calls of a block, whose kinds are given by row.
    func add(_ block: CallBlock, kinds: UnsafePointer<UInt32>, perRow: (Int) -> CallTotals) {
        fill(ids, with: grouping.dimensions[0], of: block)
        for (index, dimension) in grouping.dimensions.dropFirst().enumerated() {
            fill(values, with: dimension, of: block)
            groupTables[index].combine(ids, with: values, count: block.count)
        }
        kindTable.combine(ids, with: kinds, count: block.count)
        while totals.count < kindTable.pairs.count { totals.append(CallTotals()) }
        totals.withUnsafeMutableBufferPointer { totals in
            for row in 0..<block.count { totals[Int(ids[row])] += perRow(row) }
        }
    }

    private func fill(
        _ column: UnsafeMutablePointer<UInt32>, with dimension: GroupDimension, of block: CallBlock
    ) {
        switch dimension {
        case .model: column.update(from: block.model.rawValues, count: block.count)
        case .servedModel: column.update(from: block.servedModel.rawValues, count: block.count)
        case .user: column.update(from: block.user.rawValues, count: block.count)
        case .team: column.update(from: block.team.rawValues, count: block.count)
        case .session: column.update(from: block.session.rawValues, count: block.count)
        case .tag(let key):
            column.update(from: block.tagColumn(key).rawValues, count: block.count)
        case .day:
            for row in 0..<block.count {
                column[row] = UInt32(bitPattern: clock.day(block.time[row]))
            }
        case .hour:
            for row in 0..<block.count {
                column[row] = UInt32(bitPattern: clock.hour(block.time[row]).rawValue)
            }
        case .minute:
            for row in 0..<block.count {
                column[row] = UInt32(bitPattern: LocalClock.minute(block.time[row]))
            }
        case .size:
            for row in 0..<block.count {
                let usage = block.usage[row]
                let size = CallSize(input: usage.totalInput, output: usage.output)
                column[row] = UInt32(size.rawValue)
            }
        }
    }

    /// The totals by group and kind of call.
    func entries() -> [ReplayPartial.GroupEntry] {
        zip(kindTable.pairs, totals).map { pair, totals in
            ReplayPartial.GroupEntry(
                values: values(of: pair.left), kind: Int(pair.right), totals: totals)
        }
    }

    private func values(of group: UInt32) -> [UInt32] {
        var values: [UInt32] = []
        var id = group
        for table in groupTables.reversed() {
            let pair = table.pairs[Int(id)]
            values.append(pair.right)
            id = pair.left
        }
        return ([id] + values.reversed())
    }
}

import Calls
import Pricing

/// The held calls of all workers in time order; at one instant, in the order of the log.
struct CallSequence {
    /// A call's time, and its block and row.
    private struct Place {
        let time: Int64
        let block: UInt32
        let row: UInt32
    }

    /// A call with its kind in the numbering of all workers.
    struct Call {
        let time: Int64
        let kind: Int
        let operation: OperationID
        let session: NameID
        let usage: TokenUsage
        /// Where it stands, for what a policy changes about it.
        let block: Int
        let row: Int
    }

    /// A block and the worker that held it.
    struct Block {
        let partial: Int
        let calls: HeldCalls
    }

    let blocks: [Block]
    private let kinds: [[Int]]
    private let names: [[NameID]]
    private let places: [Place]

    /// - Parameters:
    ///   - partials: What the workers found.
    ///   - kinds: By partial, the position of its kinds among all.
    ///   - names: By partial, its names in the numbering of all.
    init(_ partials: [ReplayPartial], kinds: [[Int]], names: [[NameID]]) {
        (self.kinds, self.names) = (kinds, names)
        let found = partials.enumerated().flatMap { index, partial in
            partial.held.map { Block(partial: index, calls: $0) }
        }
        // A piece's blocks come from one worker, in their order; where calls were put together of
        // several lines, these come last.
        let order = found.indices.sorted {
            (found[$0].calls.piece, $0) < (found[$1].calls.piece, $1)
        }
        blocks = order.map { found[$0] }
        places = Self.sorted(blocks)
    }

    private static func sorted(_ blocks: [Block]) -> [Place] {
        var places: [Place] = []
        places.reserveCapacity(blocks.reduce(0) { $0 + $1.calls.count })
        for (index, block) in blocks.enumerated() {
            for (row, time) in block.calls.times.enumerated() {
                places.append(Place(time: time, block: UInt32(index), row: UInt32(row)))
            }
        }
        places.sort {
            ($0.time, $0.block, $0.row) < ($1.time, $1.block, $1.row)
        }
        return places
    }

    var count: Int { places.count }

    subscript(position: Int) -> Call {
        let place = places[position]
        let (block, row) = (Int(place.block), Int(place.row))
        let (partial, calls) = (blocks[block].partial, blocks[block].calls)
        return Call(
            time: place.time, kind: kinds[partial][Int(calls.kinds[row])],
            operation: calls.operation(row),
            session: names[partial][Int(calls.session(row).rawValue)],
            usage: calls.usage[row], block: block, row: row)
    }
}

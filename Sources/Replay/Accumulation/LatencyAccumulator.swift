import Calls
import Statistics

/// Counts the recorded times of answers by the model that was asked for.
final class LatencyAccumulator {
    private var byModel: [LatencyCounts] = []
    private let rows: RowsByModel

    /// - Parameter rows: How many rows a block has at most.
    init(rows: Int) { self.rows = RowsByModel(rows: rows) }

    func add(_ block: CallBlock) {
        let missing = block.names.count - byModel.count
        if missing > 0 { byModel += repeatElement(LatencyCounts(), count: missing) }
        rows.sort(block)
        rows.forEachModel(block.latency.base) { byModel[$0].latency.add($1) }
        rows.forEachModel(block.timeToFirstToken.base) { byModel[$0].firstToken.add($1) }
    }

    var partial: [LatencyPartial] {
        byModel.enumerated().compactMap { index, counts in
            counts.isEmpty
                ? nil : LatencyPartial(model: NameID(rawValue: UInt32(index)), counts: counts)
        }
    }
}

/// The rows of a block sorted by model, so that values of one model are counted together.
private final class RowsByModel {
    private let order: RowBuffer<UInt32>
    private let values: RowBuffer<Int64>
    /// By model: where its rows end in the order.
    private var ends: [Int] = []

    init(rows: Int) { (order, values) = (RowBuffer(rows: rows), RowBuffer(rows: rows)) }

    func sort(_ block: CallBlock) {
        let models = block.model.rawValues
        var starts = [Int](repeating: 0, count: block.names.count + 1)
        for row in 0..<block.count { starts[Int(models[row]) + 1] += 1 }
        for model in 1..<starts.count { starts[model] += starts[model - 1] }
        for row in 0..<block.count {
            order.base[starts[Int(models[row])]] = UInt32(row)
            starts[Int(models[row])] += 1
        }
        ends = starts
    }

    /// Lends the known values of each model that has rows.
    func forEachModel(
        _ column: UnsafePointer<Int64>, _ body: (Int, UnsafeBufferPointer<Int64>) -> Void
    ) {
        var first = 0
        for model in 0..<ends.count - 1 where ends[model] > first {
            var count = 0
            for place in first..<ends[model] {
                let value = column[Int(order.base[place])]
                values.base[count] = value
                count += value == CallBlock.unknownNumber ? 0 : 1
            }
            first = ends[model]
            body(model, UnsafeBufferPointer(start: values.base, count: count))
        }
    }
}

/// Recorded times of answers in nanoseconds; logs give them in whole milliseconds mostly.
struct LatencyCounts: Sendable {
    var latency = ValueCounts(unit: 1_000_000)
    var firstToken = ValueCounts(unit: 1_000_000)

    var isEmpty: Bool { latency.total == 0 && firstToken.total == 0 }

    mutating func merge(_ other: LatencyCounts) {
        latency.merge(other.latency)
        firstToken.merge(other.firstToken)
    }
}

/// What one worker counted for one model.
struct LatencyPartial: Sendable {
    /// In the numbering of the worker's names.
    let model: NameID
    let counts: LatencyCounts
}

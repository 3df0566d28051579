import Calls
import Statistics

/// Counts the recorded times of answers by the model that was asked for.
final class LatencyAccumulator {
    private var byModel: [LatencyCounts?] = []

    func add(_ block: CallBlock) {
        let missing = block.names.count - byModel.count
        if missing > 0 { byModel += repeatElement(nil, count: missing) }
        for row in 0..<block.count {
            let latency = block.latency[row]
            let firstToken = block.timeToFirstToken[row]
            guard latency != CallBlock.unknownNumber || firstToken != CallBlock.unknownNumber
            else { continue }
            count(latency, firstToken, of: Int(block.model[row].rawValue))
        }
    }

    private func count(_ latency: Int64, _ firstToken: Int64, of model: Int) {
        if byModel[model] == nil { byModel[model] = LatencyCounts() }
        if latency != CallBlock.unknownNumber { byModel[model]?.latency.add(latency) }
        if firstToken != CallBlock.unknownNumber { byModel[model]?.firstToken.add(firstToken) }
    }

    var partial: [LatencyPartial] {
        byModel.enumerated().compactMap { index, counts in
            counts.map { LatencyPartial(model: NameID(rawValue: UInt32(index)), counts: $0) }
        }
    }
}

/// Recorded times of answers in nanoseconds; logs give them in whole milliseconds mostly.
struct LatencyCounts: Sendable {
    var latency = ValueCounts(unit: 1_000_000)
    var firstToken = ValueCounts(unit: 1_000_000)

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

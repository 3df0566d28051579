import Calls
import Pricing

/// Counts the times of one worker's calls; attempts of operations are kept until all are there.
final class LatencyRunCollector: BlockConsumer {
    /// An attempt of an operation: some 80 bytes.
    struct Attempt: Sendable {
        let operation: OperationID
        let start: Int64
        /// Nil where the record does not tell.
        let span: Int64?
        /// Position in the partial's models.
        let model: Int
        let size: CallSize?
        let isFailed: Bool
    }

    struct Partial: Sendable {
        var models: [MeasuredModel] = []
        var blocks: [(piece: LogPiece, attempts: [Attempt])] = []
        var unbilled: UInt64 = 0
    }

    private struct NamePair: Hashable {
        let model: NameID
        let servedModel: NameID
    }

    private let moves: ModelMoves
    private var found = Partial()
    private var places: [ExactText: Int] = [:]
    private var placesByNames: [NamePair: Int] = [:]

    init(_ moves: ModelMoves) { self.moves = moves }

    func partial() -> Partial { found }

    func consume(_ block: CallBlock) throws(RowFault) {
        var kept: [Attempt] = []
        for row in 0..<block.count {
            guard block.flags[row].usage != .none || block.flags[row].isFailed else {
                found.unbilled += 1
                continue
            }
            let attempt = attempt(row, of: block)
            found.models[attempt.model].count(attempt)
            if attempt.operation != .none { kept.append(attempt) }
        }
        if !kept.isEmpty { found.blocks.append((block.piece, kept)) }
    }

    private func attempt(_ row: Int, of block: CallBlock) -> Attempt {
        let span = block.latency[row]
        return Attempt(
            operation: block.operation[row], start: block.time[row], span: span >= 0 ? span : nil,
            model: place(of: row, in: block),
            size: block.counted(row).map {
                CallSize(input: $0.totalInput, output: $0.output)
            },
            isFailed: block.flags[row].isFailed)
    }

    /// The place of the model that did the work, as far as the record tells.
    private func place(of row: Int, in block: CallBlock) -> Int {
        let pair = NamePair(model: block.model[row], servedModel: block.servedModel[row])
        if let place = placesByNames[pair] { return place }
        func name(_ id: NameID) -> String? { id == .none ? nil : block.names.name(id) }
        let model = moves.source(requested: name(pair.model), served: name(pair.servedModel))
            .map { moves.identity($0) }
        let place = places[model?.text.exact ?? "".exact] ?? found.models.count
        if place == found.models.count { found.models.append(MeasuredModel(model?.text)) }
        places[model?.text.exact ?? "".exact] = place
        placesByNames[pair] = place
        return place
    }
}

extension MeasuredModel {
    /// Counts an attempt, and as an operation where it is all of one.
    fileprivate mutating func count(_ attempt: LatencyRunCollector.Attempt) {
        let isWhole = attempt.operation == .none
        if attempt.isFailed {
            failedAttempts += 1
            if isWhole { failedOperations += 1 }
        } else if let span = attempt.span {
            attempts.add(span, size: attempt.size)
            if isWhole { operations.add(span, size: attempt.size) }
        } else if isWhole {
            untimed += 1
        }
    }
}

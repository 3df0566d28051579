import Calls
import Pricing

/// Keeps the calls of one worker as traffic, each with the model that it goes to.
final class TimedTrafficCollector: BlockConsumer {
    /// A call, whose names are those of the worker.
    struct Call: Sendable {
        let time: Int64
        let operation: OperationID
        let usage: TokenUsage
        let maximumOutput: Int64
        let latency: Int64
        let model: NameID
        let serviceTier: NameID
        let priceNumber: UInt32
        let flags: CallFlags
    }

    struct Partial: Sendable {
        let names: [String]
        let blocks: [(piece: LogPiece, calls: [Call])]
        /// All of them, or the bound of a run where they reach it.
        let tokens: UInt64
    }

    private let router: BlockRouter?
    private let classifier: PriceClassifier
    private var blocks: [(piece: LogPiece, calls: [Call])] = []
    private var names: NameTable?
    private var tokens: UInt64 = 0

    init(_ plan: ReplayPlan) {
        router = plan.selectors.first.map(BlockRouter.init)
        classifier = plan.makeClassifier()
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        names = block.names
        tokens = block.tokens(addedTo: tokens)
        let models =
            if let router { try router.models(of: block) } else { block.requestedModels }
        let calls = (0..<block.count).map { row in call(row, of: block, to: models[row]) }
        blocks.append((block.piece, calls))
    }

    func partial() -> Partial {
        Partial(names: names?.all ?? [""], blocks: blocks, tokens: tokens)
    }

    private func call(_ row: Int, of block: CallBlock, to model: NameID) -> Call {
        Call(
            time: block.time[row], operation: block.operation[row], usage: block.usage[row],
            maximumOutput: block.maxTokens[row], latency: block.latency[row], model: model,
            serviceTier: block.serviceTier[row],
            priceNumber: classifier.number(
                totalInput: block.usage[row].totalInput, nanoseconds: block.time[row]),
            flags: block.flags[row])
    }
}

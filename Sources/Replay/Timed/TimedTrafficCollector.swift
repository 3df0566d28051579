import Calls
import Pricing
import Routing

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

    private let selector: ModelSelector?
    private let evaluator: PolicyEvaluator?
    private let textColumns: [TextProbe: Int]
    private let classifier: PriceClassifier
    private var blocks: [(piece: LogPiece, calls: [Call])] = []
    private var names: NameTable?
    private var tokens: UInt64 = 0
    private var scratch: (verdicts: RowBuffer<UInt16>, derived: DerivedColumns)?

    init(_ plan: ReplayPlan) {
        selector = plan.selectors.first
        evaluator = selector?.makeEvaluator()
        textColumns = plan.textColumns
        classifier = plan.makeClassifier()
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        names = block.names
        tokens = block.tokens(addedTo: tokens)
        let models = try models(of: block)
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

    /// Where the calls go: to the models that were asked for, or where the policy sends them.
    private func models(of block: CallBlock) throws(RowFault) -> [NameID] {
        let requested = (0..<block.count).map { block.model[$0] }
        guard let selector, let evaluator else { return requested }
        let (verdicts, derived) = prepare(for: block, selector.policy)
        derived.fill(from: block)
        let features = BlockFeatures(block: block, textColumns: textColumns, derived: derived)
        evaluator.decide(features, into: verdicts.base)
        var models = requested
        for row in 0..<block.count {
            let verdict = Verdict(rawValue: verdicts.base[row])
            guard !verdict.isUnknown else {
                throw UndecidedCall(row: row, verdict, selector, features).fault
            }
            let name = requested[row] == .none ? nil : block.names.name(requested[row])
            let model = selector.policy.model(
                selector.policy.outcomes[verdict.outcome].route, requested: name)
            models[row] = model.map { block.names.intern($0) } ?? .none
        }
        return models
    }

    private func prepare(
        for block: CallBlock, _ policy: Policy
    ) -> (verdicts: RowBuffer<UInt16>, derived: DerivedColumns) {
        if let scratch { return scratch }
        let made = (
            verdicts: RowBuffer<UInt16>(rows: block.capacity),
            derived: DerivedColumns(
                policy.features, clock: LocalClock(of: policy), rows: block.capacity)
        )
        scratch = made
        return made
    }
}

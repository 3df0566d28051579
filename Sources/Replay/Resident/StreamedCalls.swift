public import Calls
import Pricing
public import Routing

extension ReplayPlan {
    /// What calls cost under a policy, without keeping them; a question that is asked once takes
    /// less time and memory that way.
    ///
    /// - Parameters:
    ///   - source: Where the calls come from.
    ///   - selector: The policy, in place of those of the plan.
    ///   - jobs: How many workers read.
    /// - Returns: The cost, and what each rule decided.
    /// - Throws: What the source throws, or `ReplayError`.
    public func cost(
        of source: some CallSource, under selector: ModelSelector, jobs: Int
    ) async throws -> WhatIf {
        try await answer(to: PolicyQuestion(selector), selector, source, jobs: jobs)
    }

    /// What calls cost under each of many bounds of one comparison, without keeping them.
    ///
    /// - Parameters:
    ///   - source: Where the calls come from.
    ///   - selector: A policy with a rule that asks whether `feature` is greater than `bound`.
    ///   - feature: The number that is compared.
    ///   - bound: The bound as it stands in the policy.
    ///   - bounds: What takes its place, ascending, each once.
    ///   - jobs: How many workers read.
    /// - Returns: One answer a bound; without suggestions for unpriced models.
    /// - Throws: What the source throws, or `ReplayError`.
    public func costs(
        of source: some CallSource, under selector: ModelSelector,
        varying feature: NumericFeature, over bound: Int64, to bounds: [Int64], jobs: Int
    ) async throws -> [WhatIf] {
        let sweep = try Sweep(selector, varying: feature, over: bound, to: bounds)
        return try await answer(to: sweep, selector, source, jobs: jobs)
    }

    private func answer<Asked: Question>(
        to question: Asked, _ selector: ModelSelector, _ source: some CallSource, jobs: Int
    ) async throws -> Asked.Answer {
        var plan = self
        plan.selectors = [selector]
        try plan.checkWithoutOrder()
        let (asked, features) = (plan, KeptFeatures(of: plan))
        let (partials, _) = try await plan.read(source, jobs: jobs) {
            QuestionConsumer(question, asked, features)
        }
        try ReplayError.refuseTooManyTokens(partials.map(\.tokens))
        let numbering = KindNumbering()
        var totals = KindTotals(width: question.width)
        for partial in partials {
            let kinds = numbering.add(partial.kinds, names: partial.names)
            totals.add(partial.totals, kinds: kinds)
        }
        return question.answer(totals, WhatIfPricing(plan, numbering))
    }
}

/// Adds up the calls of one worker for a question.
final class QuestionConsumer: BlockConsumer, NarrowConsumer {
    private let features: KeptFeatures
    private let keeper: BlockKeeper
    private let notes: any Notes
    private let sums: KindSums
    private let columns = NarrowColumns()
    private var facts: CallFacts
    private var names: NameTable?

    init(_ question: some Question, _ plan: ReplayPlan, _ features: KeptFeatures) {
        self.features = features
        keeper = BlockKeeper(features)
        notes = question.makeNotes()
        sums = KindSums(width: question.width, kinds: 0)
        facts = CallFacts(plan)
    }

    struct Partial: Sendable {
        let names: [String]
        let kinds: [CallKind]
        let totals: KindTotals
        /// All of them, or the bound of a run where they reach it.
        let tokens: UInt64
    }

    var narrow: (any NarrowConsumer)? { features.areInNarrowBlocks ? self : nil }

    func takes(_ period: ClosedRange<Timestamp>) -> Bool {
        facts.priceNumber(ofAll: period) != nil
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        try add(keeper.keep(block, kinds: facts.combine(block)), block.names)
    }

    func consume(_ block: NarrowBlock) throws(RowFault) {
        try add(columns.block(block, &facts, features), block.names)
    }

    private func add(_ block: ResidentBlock, _ names: NameTable) throws(RowFault) {
        self.names = names
        do throws(UndecidedCall) {
            let noted = try notes.note(block, names: names.all)
            sums.add(block, noted, kinds: facts.count)
        } catch {
            throw error.fault
        }
    }

    func partial() -> Partial {
        sums.settle()
        var totals = sums.totals
        totals.grow(kinds: facts.count)
        return Partial(
            names: names?.all ?? [""], kinds: facts.kinds, totals: totals,
            tokens: sums.allTokens)
    }
}

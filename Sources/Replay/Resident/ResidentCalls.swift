public import Calls
import Pricing
public import Routing

/// Calls held in memory, for questions that are asked again and again: what the same traffic costs
/// under another policy, or under each of many bounds.
///
/// A question takes a pass over narrow columns and gives the same digits as a replay, but that each
/// attempt is decided by itself: calls have no order here, by which a fallback chain could go.
public struct ResidentCalls: Sendable {
    let plan: ReplayPlan
    /// What was read.
    let summary: SourceSummary
    let pricing: WhatIfPricing
    private let groups: [Group]

    /// Blocks of one worker, whose ids are those of the worker.
    private struct Group: Sendable {
        let names: [String]
        /// The position of each of the worker's kinds among all.
        let kinds: [UInt32]
        let blocks: [ResidentBlock]
    }

    /// Reads calls into memory, some 20 bytes each.
    ///
    /// - Parameters:
    ///   - source: Where the calls come from.
    ///   - plan: The prices, and policies whose features are kept: those that will be asked about,
    ///     or ones that look at the same features.
    ///   - jobs: How many workers read.
    /// - Throws: What the source throws, or `ReplayError`.
    public init(reading source: some CallSource, for plan: ReplayPlan, jobs: Int) async throws {
        let features = KeptFeatures(of: plan)
        try plan.checkWithoutOrder()
        let (partials, summary) = try await plan.read(source, jobs: jobs) {
            ResidentCollector(plan, features)
        }
        try ReplayError.refuseTooManyTokens(partials.map(\.tokens))
        let numbering = KindNumbering()
        groups = partials.map { partial in
            Group(
                names: partial.names,
                kinds: numbering.add(partial.kinds, names: partial.names), blocks: partial.blocks)
        }
        self.plan = plan
        self.summary = summary
        pricing = WhatIfPricing(plan, numbering)
    }

    /// How many calls are held.
    public var count: Int {
        groups.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.rows } }
    }

    /// What the calls cost under a policy.
    ///
    /// - Parameters:
    ///   - selector: A policy that looks at nothing that was not kept.
    ///   - classifier: Puts the calls into classes, its rules; nil for one class.
    /// - Returns: The cost, and what each rule decided.
    /// - Throws: `ReplayError` where a call lacks what a deciding rule asks for.
    public func cost(
        under selector: ModelSelector, classifiedBy classifier: ModelSelector? = nil
    ) throws(ReplayError) -> WhatIf {
        try answer(to: PolicyQuestion(selector, classifiedBy: classifier))
    }

    /// What the calls cost under each of many bounds of one comparison, in one pass.
    ///
    /// - Parameters:
    ///   - selector: A policy with a rule that asks whether `feature` is greater than `bound`.
    ///   - feature: The number that is compared.
    ///   - bound: The bound as it stands in the policy.
    ///   - bounds: What takes its place, ascending, each once.
    /// - Returns: One answer a bound; without suggestions for unpriced models.
    /// - Throws: `ReplayError` where the policy has no such comparison, the bounds do not ascend, or
    ///   a call lacks what a deciding rule asks for.
    public func costs(
        under selector: ModelSelector, varying feature: NumericFeature, over bound: Int64,
        to bounds: [Int64]
    ) throws(ReplayError) -> [WhatIf] {
        try answer(to: Sweep(selector, varying: feature, over: bound, to: bounds))
    }

    private func answer<Asked: Question>(to question: Asked) throws(ReplayError) -> Asked.Answer {
        var totals = KindTotals(width: question.width)
        totals.grow(kinds: pricing.kinds.count)
        for group in groups {
            let sums = KindSums(width: question.width, kinds: group.kinds.count)
            let notes = question.makeNotes()
            do throws(UndecidedCall) {
                for block in group.blocks {
                    let noted = try notes.note(block, names: group.names)
                    sums.add(block, noted, kinds: group.kinds.count)
                }
            } catch {
                throw error.error
            }
            sums.settle()
            totals.add(sums.totals, kinds: group.kinds)
        }
        return question.answer(totals, pricing)
    }
}

extension ModelSelector {
    /// Refuses a policy whose decisions depend on earlier calls: these are not held in time order.
    func requireNoTimeOrder() throws(ReplayError) {
        guard policy.budget != nil else { return }
        throw ReplayError(
            "policy \(policy.name) has a budget, which takes calls in time order; calls held in "
                + "memory have none; replay the log")
    }
}

extension ReplayPlan {
    /// Refuses what can't be answered about calls in no particular order.
    func checkWithoutOrder() throws(ReplayError) {
        try check()
        guard cache == .session else { return }
        throw ReplayError(
            "--assume cache=session takes calls in time order, and a what-if in none; take "
                + "cache=lost, or replay the log")
    }
}

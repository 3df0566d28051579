public import Calls
import Pricing
import Routing

/// Calls held in memory, for questions that are asked again and again: what the same traffic costs
/// under another policy, or under each of many bounds.
///
/// A question takes a pass over narrow columns and gives the same digits as a replay.
public struct ResidentCalls: Sendable {
    let plan: ReplayPlan
    /// What was read.
    let summary: SourceSummary
    let names: [String]
    /// The kinds of call, without any decision.
    let kinds: [CallKind]
    let groups: [Group]

    /// Blocks of one worker, whose ids are those of the worker.
    struct Group: Sendable {
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
        let features = KeptFeatures(of: plan.selectors.map(\.policy))
        try plan.check()
        let (partials, summary) = try await plan.read(source, jobs: jobs) {
            ResidentCollector(plan, features)
        }
        let tokens = partials.reduce(0) { min($0 + $1.tokens, Bounds.tokensPerRun) }
        guard tokens < Bounds.tokensPerRun else { throw ReplayError.tooManyTokens }
        let names = NameTable()
        var positions: [CallKind: UInt32] = [:]
        var kinds: [CallKind] = []
        groups = partials.map { partial in
            let ids = partial.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
            let places = partial.kinds.map { kind in
                let kind = kind.renamed(ids)
                if let known = positions[kind] { return known }
                positions[kind] = UInt32(kinds.count)
                kinds.append(kind)
                return UInt32(kinds.count - 1)
            }
            return Group(names: partial.names, kinds: places, blocks: partial.blocks)
        }
        self.plan = plan
        self.summary = summary
        self.kinds = kinds
        self.names = names.all
    }

    /// How many calls are held.
    public var count: Int {
        groups.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.rows } }
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

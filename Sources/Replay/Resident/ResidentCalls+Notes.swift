import Calls
public import Pricing
import Routing

extension ResidentCalls {
    /// The currency of every amount.
    public var currency: Currency { plan.prices.currency }

    /// What answers rest on, in sentences.
    ///
    /// - Parameter answers: The answers that are shown, at least one.
    /// - Returns: Sentences, in which names stand between backticks.
    public func assumptions(of answers: [WhatIf]) -> [String] {
        let cells = answers.first?.cells ?? []
        let usage = cells.reduce(into: TokenUsage.zero) { $0 += $1.usage }
        let skipped = summary.skipped.map {
            "\($0.lines) lines are left out: \($0.reason) (first: \($0.first))"
        }
        let removed = summary.removed.map { "\($0.records) records: \($0.reason)" }
        return skipped + removed
            + AssumptionNotes(
                plan: plan, source: summary, calls: nil, columns: answers.map(\.column),
                listColumn: nil,
                namelessRequests: cells.reduce(0) { $1.model == nil ? $0 + $1.requests : $0 },
                foreignCosts: 0, usage: usage, moves: moves(in: answers)
            ).sentences + chains
    }

    /// What the answers do with the calls' models.
    private func moves(in answers: [WhatIf]) -> MoveFacts {
        let models = ModelMoves(plan)
        var facts = MoveFacts()
        for cell in answers.flatMap(\.cells)
        where models.isMove(to: cell.chosen, requested: cell.model, served: nil) {
            facts.moves = true
            if cell.usage.cacheRead > 0 { facts.movesCached = true }
        }
        return facts
    }

    private var chains: [String] {
        guard pricing.kinds.contains(where: \.flags.isFailed),
            plan.selectors.contains(where: { !$0.policy.fallback.isEmpty })
        else { return [] }
        return ["every attempt is decided by itself, without the policy's fallback chain"]
    }
}

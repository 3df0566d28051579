import Calls
import Pricing
import Routing

/// Says in sentences what a result assumes.
struct AssumptionNotes {
    let plan: ReplayPlan
    let source: SourceSummary
    let columns: [CostColumn]
    /// Calls that name no model.
    let namelessRequests: UInt64
    let usage: TokenUsage

    var sentences: [String] {
        given + nameless + prices + date + cacheWrites + substitutions + zone
    }

    private var nameless: [String] {
        guard namelessRequests > 0 else { return [] }
        return plan.selectors.map(\.policy).compactMap { policy in
            policy.missingModel.map { model in
                "policy \(policy.name) takes the \(namelessRequests) requests that name no model "
                    + "to ask for \(model)"
            }
        }
    }

    private var given: [String] {
        source.assumptions.map { "\($0.text) (filled in for \($0.records) records)" }
    }

    private var prices: [String] {
        plan.prices.note.map { ["\(plan.prices.name): \($0)"] } ?? []
    }

    private var date: [String] {
        plan.priceAt.map { ["every call is priced as if it were made at \($0.rfc3339)"] } ?? []
    }

    private var cacheWrites: [String] {
        guard usage.cacheWrite5m > 0 else { return [] }
        return ["cache writes that the log does not mark as kept for an hour count as five minutes"]
    }

    private var zone: [String] {
        let usesZone = plan.groupings.contains { $0.dimensions.contains { !$0.isName } }
        return usesZone ? ["days and hours are those of \(plan.clock.zoneName)"] : []
    }

    /// Each stand-in rate once, whatever the number of columns in which it was used.
    private var substitutions: [String] {
        var sentences: [String] = []
        for sentence in columns.flatMap(\.substitutions).flatMap(self.sentences)
        where !sentences.contains(sentence) {
            sentences.append(sentence)
        }
        return sentences
    }

    /// One on the tier and one on the kind of token, as far as another rate was used.
    private func sentences(_ substitution: RateSubstitution) -> [String] {
        let (table, model) = (plan.prices.name, substitution.model)
        var sentences: [String] = []
        if substitution.ratedTier != substitution.tier {
            sentences.append(
                "\(substitution.tier) tokens of \(model) are priced at its "
                    + "\(substitution.ratedTier) rates: \(table) has no \(substitution.tier) "
                    + "rates for it")
        }
        if substitution.ratedAs != substitution.meter {
            let tier = substitution.ratedTier == .standard ? "" : "\(substitution.ratedTier) "
            sentences.append(
                "\(tier)\(substitution.meter.rawValue) tokens of \(model) are priced at its "
                    + "\(tier)\(substitution.ratedAs.rawValue) rate: \(table) has no "
                    + "\(tier)\(substitution.meter.rawValue) rate for it")
        }
        return sentences
    }
}

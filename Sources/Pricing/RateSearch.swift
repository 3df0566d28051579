/// A rate and where in the price table it stands.
struct FoundRate {
    let rate: Rate
    let meter: Meter
    let scope: RateCard.Scope
    var isOffPeak = false
}

/// The lists of rates in which the rates of a call are looked up.
///
/// The order, for a call of a tier whose total input reaches a band:
/// 1. The off-peak rate, while off-peak hours are on.
/// 2. From the highest band that the call reaches down to the base: the tier's rate, and where it
///    has none the standard tier's in the same band. So a missing crossing of tier and band costs
///    the standard long-context price, even where the tier's flat price is higher.
/// 3. Where no list has such a rate: cache writes for an hour go by the five minutes' rate, cache
///    reads and writes by the input rate, reasoning by the output rate, found in the same order.
///
/// With two lists the search ends, as they are complete: reasoning goes by the first output rate
/// that is met, and in the tier `batch` cached tokens go by the first batch input rate, since
/// vendors give no other discount there.
///
/// It is what LiteLLM 1.109 computes (`litellm_core_utils/llm_cost_calc/utils.py`).
struct RateSearch {
    private let steps: [Step]

    private struct Step {
        let scope: RateCard.Scope
        let rates: [Meter: Rate]
        var isOffPeak = false
    }

    init(_ card: RateCard, _ call: PriceClass) {
        let tiers = call.serviceTier == .standard ? [.standard] : [call.serviceTier, .standard]
        let reached = [.base] + card.bands.filter { $0.leastInput <= call.totalInput }
        let lists = reached.reversed().flatMap { band in
            tiers.compactMap { tier in
                let scope = RateCard.Scope(tier, band)
                return card.rates[scope].map { Step(scope: scope, rates: $0) }
            }
        }
        guard let offPeak = card.offPeak, let moment = call.moment,
            offPeak.hours.contains(moment.minute)
        else {
            steps = lists
            return
        }
        steps =
            [Step(scope: RateCard.Scope(.standard), rates: offPeak.rates, isOffPeak: true)] + lists
    }

    /// The rate by which a kind of token is billed.
    func find(_ meter: Meter) -> FoundRate? {
        for step in steps {
            let isComplete =
                meter == .reasoning || (step.scope.tier == .batch && step.rates[.input] != nil)
            for meter in [meter] + (isComplete ? meter.substitutes : []) {
                if let rate = step.rates[meter] {
                    return FoundRate(
                        rate: rate, meter: meter, scope: step.scope, isOffPeak: step.isOffPeak)
                }
            }
        }
        return meter.substitutes.first.flatMap(find)
    }
}

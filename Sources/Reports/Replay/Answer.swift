import Pricing
import Replay

/// Says in a sentence a policy what the traffic costs: what the reader came for.
struct Answer {
    let result: ReplayResult

    var sentences: [Phrase] {
        guard result.traffic.requests > 0 else {
            return ["There are no requests here, so there is nothing to price."]
        }
        guard !result.policies.isEmpty else { return [asRequested] }
        return result.policies.map(policy)
    }

    private var money: MoneyText { result.money }

    private var asRequested: Phrase {
        let column = result.asRequested
        if column.isUnpriced { return "As requested this traffic can't be priced: \(nonePriced)." }
        return "As requested this traffic costs \(money.brief(column.total))\(exclusion(column))."
    }

    private func policy(_ policy: PolicyOutcome) -> Phrase {
        let column = policy.column
        if column.isUnpriced {
            return "The traffic under \(name: policy.name) can't be priced: \(nonePriced)."
        }
        let bound = policy.isOracle ? " (oracle: a bound, not a rule that can run)" : ""
        let start: Phrase = "\(name: policy.name)\(bound) costs \(money.brief(column.total))"
        guard let saving = policy.savingAgainstRequested, saving.comparedRequests > 0 else {
            return
                "\(start)\(exclusion(column)); \(nothingRequestedPriced), so there is nothing to "
                + "compare it with."
        }
        let isWhole = saving.comparedRequests == result.traffic.requests
        if isWhole { return "\(start), \(difference(saving))." }
        let compared = Numbers.counted(saving.comparedRequests, "request")
        return "\(start)\(exclusion(column)); over the \(compared) priced on both sides it costs "
            + "\(difference(saving))."
    }

    /// How much less or more the compared calls cost than as requested.
    private func difference(_ saving: Saving) -> Phrase {
        let base = money.brief(saving.base)
        if saving.saved == .zero { return "the same as requested (\(base))" }
        let isLess = saving.saved > .zero
        let amount = isLess ? saving.saved : -saving.saved
        let percent = Percentage(amount, of: saving.base)?.magnitude
        let size = percent.flatMap { $0.hundredths == 0 ? nil : $0.text } ?? money.brief(amount)
        return "\(size) \(isLess ? "less" : "more") than as requested (\(base))"
    }

    private func exclusion(_ column: CostColumn) -> String {
        let unpriced = column.unpricedRequests
        guard unpriced > 0 else { return "" }
        let requests = Numbers.counted(result.traffic.requests, "request")
        return " with \(Numbers.grouped(unpriced)) of \(requests) unpriced"
    }

    private var nonePriced: String {
        let requests = result.traffic.requests
        return requests == 1
            ? "its one request has no price"
            : "none of its \(Numbers.counted(requests, "request")) has a price"
    }

    private var nothingRequestedPriced: String {
        result.asRequested.isUnpriced
            ? "as requested no request has a price"
            : "no request has a price on both sides"
    }
}

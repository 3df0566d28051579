import Pricing
import Replay

extension ReplayCSV {
    /// One row a policy with a budget and month; what only a reached threshold has is else empty.
    func budget() -> CSVWriter {
        var writer = CSVWriter(header: [
            "policy", "month", "currency", "monthly", "threshold", "requests", "spent",
            "requests_unpriced", "reached_at", "reached_by_request", "requests_after",
            "requests_moved", "requests_compared", "saved",
        ])
        for policy in result.policies {
            guard let budget = policy.budget else { continue }
            for month in budget.months {
                writer.append(
                    [
                        .text(policy.name), .text(month.month), currency,
                        .optional(budget.monthly), .optional(budget.threshold),
                        .count(month.requests), .optional(month.spent),
                        .count(month.unpricedRequests),
                    ] + fields(month.strike))
            }
        }
        return writer
    }

    private func fields(_ strike: BudgetStrike?) -> [Field] {
        guard let strike else { return Array(repeating: .empty, count: 6) }
        return [
            .text(strike.at.rfc3339), .count(strike.request), .count(strike.requestsAfter),
            .count(strike.movedRequests), .count(strike.comparedRequests),
            .optional(strike.knownSaving),
        ]
    }
}

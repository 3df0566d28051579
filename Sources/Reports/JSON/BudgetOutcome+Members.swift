import Pricing
import Replay

extension BudgetOutcome {
    var members: [String: JSONValue] {
        [
            "monthly": .money(monthly), "threshold": .money(threshold),
            "then_use": .string(thenUse), "months": .array(months.map { .object($0.members) }),
        ]
    }
}

extension BudgetMonth {
    fileprivate var members: [String: JSONValue] {
        [
            "month": .string(month), "requests": .count(requests), "spent": .money(spent),
            "unpriced_requests": .count(unpricedRequests),
            "reached": strike.map { .object($0.members) } ?? .null,
        ]
    }
}

extension BudgetStrike {
    fileprivate var members: [String: JSONValue] {
        [
            "at": .string(at.rfc3339), "request": .count(request),
            "requests_after": .count(requestsAfter), "moved_requests": .count(movedRequests),
            "compared_requests": .count(comparedRequests),
            "saved": knownSaving.map { .money($0) } ?? .null,
        ]
    }
}

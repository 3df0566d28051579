import Calls
import Pricing
import Routing

extension ReplayResultBuilder {
    /// The dearest requests as requested; nil where they were not asked for.
    func dearestRequests() -> [DearRequest]? {
        plan.dearestRequests.map { merged.requests.dearest($0).map(outcome) }
    }

    private func outcome(_ request: RankedRequest) -> DearRequest {
        let kind = merged.kinds[request.kind]
        return DearRequest(
            name: name(request), time: request.time, model: pricer.name(request.model),
            tokens: request.usage.total,
            asRequested: pricer.quote(kind, request.usage, in: .requested).total ?? request.cost,
            policies: plan.selectors.enumerated().map { index, selector in
                let quote = pricer.quote(kind, request.usage, in: .policy(index))
                return (selector.policy.name, quote.total)
            })
    }

    private func name(_ request: RankedRequest) -> String? {
        if let text = request.idText { return text }
        guard request.id != .none else { return nil }
        let digits = String(UInt64(request.id.rawValue >> 64), radix: 16)
        return "#" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

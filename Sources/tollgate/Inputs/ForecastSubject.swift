import Console
import Pricing
import Replay

/// A history with what a forecast of it has to say.
struct ForecastSubject {
    /// Whose it is.
    let name: String
    let history: PeriodHistory
    let currency: Currency
    var unpricedRequests: UInt64 = 0
    var unknownUsage: UInt64 = 0
    let assumptions: [String]
}

extension ForecastSubject {
    /// The history that a replay found.
    init(_ result: ReplayResult, _ plan: ReplayPlan, every length: PeriodLength) throws {
        let policy = result.policies.first
        guard
            let history = PeriodHistory(
                of: result, every: length, plan, underPolicy: policy != nil)
        else {
            throw CommandError("there are no calls to forecast from; check --from, --to, --where")
        }
        self.init(
            name: policy.map { "under \($0.name)" } ?? "as requested", history: history,
            currency: result.prices.currency,
            unpricedRequests: (policy?.column ?? result.asRequested).unpricedRequests,
            unknownUsage: result.traffic.unknownUsage, assumptions: result.assumptions)
    }
}

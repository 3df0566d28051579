import Limits
import Pricing

/// Adds up the tokens of attempts by deployment and by what they are priced by.
///
/// A reference, since a simulation that is copied about tells it of each attempt.
final class CostLedger {
    private struct Sum {
        var attempts: UInt64 = 0
        /// Several where one could not count them all: growth multiplies what a log may hold.
        private(set) var parts = [TokenUsage.zero]

        mutating func add(_ usage: TokenUsage) {
            attempts += 1
            if parts[parts.count - 1].total > 1 << 62 { parts.append(.zero) }
            parts[parts.count - 1] += usage
        }

        /// Hands over the parts; the attempts come with the first.
        func forEach(_ body: (TokenUsage, _ attempts: UInt64) -> Void) {
            guard attempts > 0 else { return }
            for (number, part) in parts.enumerated() { body(part, number == 0 ? attempts : 0) }
        }
    }

    private let accounts: Int
    private var served: [Sum]
    private var cut: [Sum]

    init(_ workload: Workload, deployments: Int) {
        accounts = workload.knownAccounts.count
        served = Array(repeating: Sum(), count: deployments * accounts)
        cut = served
    }

    /// Work that was refused or never began costs nothing, nor does what failed: a failed call
    /// without usage is not billed.
    func note(_ attempt: Attempt) {
        let place = attempt.deployment * accounts + attempt.arrival.model
        switch attempt.ending {
        case .served: served[place].add(attempt.arrival.tokens.usage)
        case .timedOut: cut[place].add(attempt.arrival.tokens.usage)
        case .failed, .overQuota, .tooLarge, .noPlace, .waitedTooLong, .abandoned: break
        }
    }

    func cost(_ file: PlanFile, _ workload: Workload, prices: PriceSchedule) -> SimulatedCost {
        var cost = SimulatedCost(deployments: file.deployments.count)
        for (deployment, planned) in file.deployments.enumerated() {
            for (number, account) in workload.knownAccounts.enumerated() {
                let place = deployment * accounts + number
                let model = planned.pricedAs ?? account.model
                let quote = { (usage: TokenUsage) -> Quote in
                    account.isCounted
                        ? prices.quote(
                            model: model, usage: usage,
                            in: workload.priceClasses[account.priceClass])
                        : .unpriced(.unknownUsage)
                }
                served[place].forEach { cost.add(quote($0), $1, model, at: deployment) }
                cut[place].forEach { cost.addCut(quote($0), $1, model) }
            }
        }
        return cost
    }
}

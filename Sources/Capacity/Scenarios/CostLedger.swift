import Limits
import Pricing

/// Adds up the tokens of attempts by deployment and by what they are priced by.
///
/// A reference, since a simulation that is copied about tells it of each attempt.
final class CostLedger {
    private struct Sum {
        var attempts: UInt64 = 0
        var usage = TokenUsage.zero

        mutating func add(_ usage: TokenUsage) {
            attempts += 1
            self.usage += usage
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
                let quote = { (sum: Sum) -> Quote in
                    account.isCounted
                        ? prices.quote(
                            model: model, usage: sum.usage,
                            in: workload.priceClasses[account.priceClass])
                        : .unpriced(.unknownUsage)
                }
                if served[place].attempts > 0 {
                    cost.add(
                        quote(served[place]), served[place].attempts, model, at: deployment)
                }
                if cut[place].attempts > 0 {
                    cost.addCut(quote(cut[place]), cut[place].attempts, model)
                }
            }
        }
        return cost
    }
}

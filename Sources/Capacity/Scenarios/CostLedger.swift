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

    /// Of each request of the simulation, in order of arrival, the position in the workload.
    var positions: [Int32] = []
    private let workload: Workload
    private let accounts: Int
    private var served: [Sum]
    private var lost: [Sum]

    init(_ workload: Workload, deployments: Int) {
        self.workload = workload
        accounts = workload.knownAccounts.count
        served = Array(repeating: Sum(), count: deployments * accounts)
        lost = served
    }

    /// Work that was refused or never began costs nothing.
    func note(_ attempt: Attempt) {
        let position = Int(positions[Int(attempt.request) - 1])
        let place = attempt.deployment * accounts + Int(workload.accounts[position])
        switch attempt.ending {
        case .served: served[place].add(workload.usages[position])
        case .failed, .timedOut: lost[place].add(workload.usages[position])
        case .overQuota, .noPlace, .waitedTooLong, .abandoned: break
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
                if lost[place].attempts > 0 {
                    cost.addLost(quote(lost[place]), lost[place].attempts, model)
                }
            }
        }
        return cost
    }
}

import Limits
import Pricing

/// Simulates scenarios of one workload, always with the same seed.
public struct ScenarioRun: Sendable {
    /// The requests.
    public let workload: Workload
    /// Decides all that is random.
    public let seed: UInt64
    /// Is told how far each simulation is.
    private let onStep: (@Sendable (SimulationStep) -> Void)?

    /// A run of a workload.
    public init(
        _ workload: Workload, seed: UInt64, onStep: (@Sendable (SimulationStep) -> Void)? = nil
    ) {
        (self.workload, self.seed, self.onStep) = (workload, seed, onStep)
    }

    /// The same with another seed.
    func seeded(_ seed: UInt64) -> ScenarioRun {
        ScenarioRun(workload, seed: seed, onStep: onStep)
    }

    /// What the simulation of a scenario shows.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - scenario: What comes in.
    ///   - ledger: Notes what the work costs; nil where nobody asks.
    /// - Returns: The result, once no request is left.
    /// - Throws: `CapacityError`, which a workload made for the plan does not cause.
    func result(
        _ plan: CapacityPlan, _ scenario: Scenario = .asLogged, ledger: CostLedger? = nil
    ) throws(CapacityError) -> CapacityResult {
        let start = workload.period?.first ?? .origin
        var simulation = Simulation(plan, seed: seed, from: start)
        let workload = workload
        if let ledger { simulation.onAttempt = { ledger.note($0) } }
        let expected = onStep == nil ? 0 : workload.expectedCount(of: scenario)
        var offered = 0
        onStep?(SimulationStep(offered: 0, expected: expected))
        try workload.forEach(of: scenario, seed: seed) { (coming) throws(CapacityError) in
            var arrival = workload.arrivals[coming.position]
            arrival.time = coming.time
            try simulation.offer(arrival)
            offered += 1
            if offered % SimulationStep.stride == 0 {
                onStep?(SimulationStep(offered: offered, expected: expected))
            }
        }
        simulation.finish()
        return simulation.result
    }

    /// What becomes of a scenario, and what it costs.
    func outcome(
        _ file: PlanFile, _ plan: CapacityPlan, _ scenario: Scenario, prices: PriceSchedule
    ) throws(CapacityError) -> ScenarioOutcome {
        let ledger = CostLedger(workload, deployments: plan.deployments.count)
        let result = try result(plan, scenario, ledger: ledger)
        return ScenarioOutcome(
            scenario: scenario, result: result,
            cost: ledger.cost(file, workload, prices: prices))
    }
}

/// A scenario, what the simulation of it showed, and what that costs.
public struct ScenarioOutcome: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// What the simulation showed.
    public let result: CapacityResult
    /// What the work costs.
    public let cost: SimulatedCost
}

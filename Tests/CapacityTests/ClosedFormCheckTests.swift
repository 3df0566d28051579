import Limits
import Statistics
import Testing

@testable import Capacity

/// When a formula's answer beside the simulation may be taken.
@Suite struct ClosedFormCheckTests {
    /// Two servers, random arrivals, and service times of this distribution with a mean of a second.
    private func check(
        _ family: PositiveDistribution.Family, variation: Double, servers: Int = 2,
        places: Int? = nil, change: (inout Deployment) -> Void = { _ in }
    ) throws -> ClosedFormCheck {
        let gap = try #require(
            PositiveDistribution(.exponential, mean: 1 / (0.8 * Double(servers))))
        let service = try #require(
            PositiveDistribution(family, mean: 1, variation: max(0.01, variation)))
        var deployment = Deployment("servers", concurrency: servers, service: .recorded)
        deployment.queue = Deployment.Queue(places: places)
        change(&deployment)
        let plan = try CapacityPlan([deployment])
        var workload = Workload(priceClasses: [])
        workload.arrivals = Array(Traffic(gap: gap, service: service, count: 20_000, seed: 7))
        let result = try ScenarioRun(workload, seed: 1).result(plan)
        return try #require(ClosedFormCheck.checks(workload, plan, result).first)
    }

    @Test(
        arguments: [
            (.exponential, 1, true), (.constant, 0, false), (.gamma, 0.3, false),
            (.gamma, 0.8, true), (.gamma, 1.15, true), (.lognormal, 2, false),
        ] as [(PositiveDistribution.Family, Double, Bool)])
    func erlangsQueueFitsExponentialServiceTimes(
        _ family: PositiveDistribution.Family, _ variation: Double, _ fits: Bool
    ) throws {
        for places in [nil, 50] {
            let check = try check(family, variation: variation, places: places)
            #expect(check.supposedVariation == 1)
            #expect(abs(check.serviceVariation - variation) < 0.1 * max(1, variation))
            #expect(check.fitsService == fits)
            #expect(check.isBursty == false)
        }
    }

    /// Where it doesn't fit, it is wrong: constant times wait about half as long.
    @Test func erlangsWaitIsTwiceThatOfConstantTimes() throws {
        let check = try check(.constant, variation: 1)
        let wait = try #require(check.measures.first { $0.name == "mean wait" })
        let shown = try #require(wait.simulated)
        #expect(0.4...0.65 ~= shown / wait.closed)
    }

    /// Pollaczek and Khinchine take any, Erlang's loss too, and M/D/1 is chosen for constant ones.
    @Test func othersFitAnyServiceTimes() throws {
        let single = try check(.lognormal, variation: 2, servers: 1)
        #expect(single.formula.hasPrefix("M/G/1") && single.fitsService == nil)
        let constant = try check(.constant, variation: 1, servers: 1)
        #expect(constant.formula == "M/D/1" && constant.fitsService == true)
        let loss = try check(.lognormal, variation: 2, places: 0)
        #expect(loss.formula.hasPrefix("M/G/c/c") && loss.fitsService == nil)
    }

    /// Work that a timeout cuts is what servers meet.
    @Test func timesAreThoseOfTheWorkThatATimeoutCuts() throws {
        let check = try check(.exponential, variation: 1) { $0.timeout = .milliseconds(100) }
        #expect(check.serviceVariation < 0.35)
        #expect(check.fitsService == false)
    }
}

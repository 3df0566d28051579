public import Limits
public import Pricing
public import Replay

/// What is asked about traffic and a plan.
public struct CapacityStudy: Sendable {
    /// The plan.
    public let file: PlanFile
    /// What the traffic has to be served like; nil where nothing is asked for.
    public let goals: ServiceLevel?
    /// The limits that are to be found.
    public let sought: [SoughtLimit]
    /// The changes of the traffic that are looked at.
    public let scenarios: [Scenario]
    /// Decides all that is random.
    public let seed: UInt64
    /// With how many seeds each scenario is simulated, to see how far chance matters.
    public let runs: Int
    /// By which work is priced.
    public let prices: PriceSchedule

    /// A question.
    ///
    /// - Parameters:
    ///   - file: The plan.
    ///   - goals: What the traffic has to be served like; the plan's unless given.
    ///   - sought: The limits that are to be found; they need goals.
    ///   - scenarios: The changes of the traffic that are looked at.
    ///   - seed: Decides all that is random.
    ///   - runs: With how many seeds each scenario is simulated, one at least.
    ///   - prices: By which work is priced.
    public init(
        _ file: PlanFile, goals: ServiceLevel?, sought: [SoughtLimit] = [],
        scenarios: [Scenario] = [], seed: UInt64, runs: Int = 1, prices: PriceSchedule
    ) {
        precondition(runs >= 1)
        (self.file, self.goals, self.sought) = (file, goals ?? file.goals, sought)
        (self.scenarios, self.seed, self.runs) = (scenarios, seed, runs)
        self.prices = prices
    }

    /// The answers.
    ///
    /// - Parameters:
    ///   - traffic: The log's requests.
    ///   - onStep: Is told how far each of the simulations is.
    /// - Returns: All that a report shows.
    /// - Throws: `DocumentError` where the plan does not fit the traffic, `CapacityError` where
    ///   there is none.
    public func outcome(
        of traffic: TimedTraffic, onStep: (@Sendable (SimulationStep) -> Void)? = nil
    ) throws -> CapacityOutcome {
        guard !traffic.requests.isEmpty else {
            throw CapacityError.noRequests(records: traffic.records.all)
        }
        let workload = try Workload(traffic, to: file, prices: prices)
        let run = ScenarioRun(workload, seed: seed, onStep: onStep)
        let plan = try file.plan(goals: goals)
        let base = try run.outcome(file, plan, .asLogged, prices: prices)
        try scenarios.forEach(workload.check)
        let changed = try scenarios.map { try run.outcome(file, plan, $0, prices: prices) }
        return CapacityOutcome(
            study: self, traffic: traffic, workload: workload, base: base, changed: changed,
            spreads: try runs == 1 ? [] : ([base] + changed).map { try spread($0, run, plan) },
            search: try search(run),
            headroom: try goals.map { try Headroom(run, plan, $0, asLogged: base.result) },
            quotas: QuotaUse.uses(of: workload, file, plan),
            closedForms: ClosedFormCheck.checks(workload, plan, base.result))
    }

    /// The first of the runs is the one that is there.
    private func spread(
        _ first: ScenarioOutcome, _ run: ScenarioRun, _ plan: CapacityPlan
    ) throws -> SeedSpread {
        let others = try (1..<runs).map { number in
            try run.seeded(seed &+ UInt64(number)).result(plan, first.scenario)
        }
        return SeedSpread(first.scenario, [first.result] + others, goals)
    }

    private func search(_ run: ScenarioRun) throws -> CapacityOutcome.Search? {
        guard let goals, !sought.isEmpty else { return nil }
        let found = try LimitSearch(run, file, goals).limits(sought)
        return CapacityOutcome.Search(
            limits: found.answers,
            outcome: try found.plan.map {
                try run.outcome($0, $0.plan(goals: goals), .asLogged, prices: prices)
            })
    }
}

/// The answers about traffic and a plan.
public struct CapacityOutcome: Sendable {
    /// What a search found.
    public struct Search: Sendable {
        /// One a limit, up to the first that has no answer; empty where the goals are not met even
        /// without the limits.
        public let limits: [FoundLimit]
        /// What the simulation shows with these limits; nil where none hold.
        public let outcome: ScenarioOutcome?
    }

    /// What was asked.
    public let study: CapacityStudy
    /// The log's requests.
    public let traffic: TimedTraffic
    /// The requests as they meet the plan.
    public let workload: Workload
    /// The traffic as it was, with the plan as it is.
    public let base: ScenarioOutcome
    /// The changes of the traffic, with the plan as it is.
    public let changed: [ScenarioOutcome]
    /// How far each of these lies apart over several seeds; empty for one.
    public let spreads: [SeedSpread]
    /// The limits that were to be found; nil where none were.
    public let search: Search?
    /// How much the traffic may grow; nil where there are no goals.
    public let headroom: Headroom?
    /// What the busiest minutes ask of the quotas.
    public let quotas: [QuotaUse]
    /// Formulas beside the simulation.
    public let closedForms: [ClosedFormCheck]
}

extension CapacityOutcome {
    /// Whether the traffic as it was is served as asked for; nil where nothing was.
    public var meetsGoals: Bool? { study.goals.map { $0.holds(base.result) } }

    /// What the log's times are whole multiples of, where that is a second or more: then requests
    /// of one tick come in together, as they may never have.
    public var tick: TimeSpan? {
        let arrivals = workload.arrivals
        guard arrivals.count >= 50 else { return nil }
        var divisor: Int64 = 0
        for arrival in arrivals {
            divisor = Self.commonDivisor(
                divisor, arrival.time.nanoseconds - arrivals[0].time.nanoseconds)
            if divisor != 0 && divisor < 1_000_000_000 { return nil }
        }
        return divisor == 0 ? nil : TimeSpan(nanoseconds: divisor)
    }

    private static func commonDivisor(_ one: Int64, _ other: Int64) -> Int64 {
        var (one, other) = (abs(one), abs(other))
        while other != 0 { (one, other) = (other, one % other) }
        return one
    }
}

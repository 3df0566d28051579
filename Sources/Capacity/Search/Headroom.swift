/// How much the traffic may grow before a service level no longer holds.
public struct Headroom: Sendable {
    /// The largest growth that holds, in thousandths; nil where not even the traffic as logged does.
    public let most: Int64?
    /// How finely it was looked, in thousandths.
    public let resolution: Int64
    /// Whether the goals are met again at a larger growth that was tried.
    public let hasException: Bool

    /// Growth beyond this is not tried.
    public static let limit: Int64 = 64_000

    private static let step: Int64 = 50

    /// Growth is tried in small steps that double, so that what fails early is met before what fails
    /// late; between values that were tried nothing is known.
    ///
    /// - Parameters:
    ///   - holdsAsLogged: Whether the goals hold for the traffic as logged.
    ///   - holds: Whether they hold at a growth in thousandths.
    /// - Throws: What asking that throws.
    init(
        holdsAsLogged: Bool, _ holds: @escaping (Int64) throws(CapacityError) -> Bool
    ) throws(CapacityError) {
        guard holdsAsLogged else {
            (most, resolution, hasException) = (nil, Self.step, false)
            return
        }
        var search = SmallestSearch<CapacityError>(upTo: (Self.limit - 1000) / Self.step) {
            (number) throws(CapacityError) in
            !(try holds(1000 + number * Self.step))
        }
        let answer = try search.answer(near: 1)
        hasException = answer.exception != nil
        guard let fails = search.tried.filter(\.value).keys.min() else {
            (most, resolution) = (Self.limit, Self.step)
            return
        }
        let last = search.tried.filter { !$0.value && $0.key < fails }.keys.max() ?? 0
        (most, resolution) = (1000 + last * Self.step, (fails - last) * Self.step)
    }
}

extension Headroom {
    /// By simulation.
    ///
    /// - Parameters:
    ///   - run: The requests.
    ///   - plan: The plan.
    ///   - goals: What has to hold.
    ///   - result: What the simulation of the traffic as logged has shown.
    /// - Throws: `CapacityError`, which a workload made for the plan does not cause.
    init(
        _ run: ScenarioRun, _ plan: CapacityPlan, _ goals: ServiceLevel,
        asLogged result: CapacityResult
    ) throws(CapacityError) {
        try self.init(holdsAsLogged: goals.holds(result)) { (growth) throws(CapacityError) in
            goals.holds(try run.result(plan, Scenario("growth", growth: growth)))
        }
    }
}

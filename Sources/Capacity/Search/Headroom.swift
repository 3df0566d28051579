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

    init(_ run: ScenarioRun, _ plan: CapacityPlan, _ goals: ServiceLevel) throws(CapacityError) {
        var search = SmallestSearch<CapacityError>(upTo: Self.limit / Self.step) {
            (number) throws(CapacityError) in
            let growth = max(1000, number * Self.step)
            return !goals.holds(try run.result(plan, Scenario("growth", growth: growth)))
        }
        let answer = try search.answer(near: 2 * 1000 / Self.step)
        hasException = answer.exception != nil
        resolution = answer.resolution * Self.step
        guard let fails = answer.smallest else {
            most = Self.limit
            return
        }
        let most = fails * Self.step - resolution
        self.most = most >= 1000 ? most : nil
    }
}

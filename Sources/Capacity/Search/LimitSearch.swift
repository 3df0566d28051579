/// A limit of one deployment of a plan.
public struct SoughtLimit: Hashable, Sendable {
    /// The place of the deployment.
    public let place: Int
    /// Which of its limits.
    public let knob: Knob

    /// A limit of one deployment.
    public init(place: Int, knob: Knob) { (self.place, self.knob) = (place, knob) }
}

/// What a search found of a limit.
public struct FoundLimit: Sendable {
    /// The deployment's name.
    public let deployment: String
    /// The limit.
    public let knob: Knob
    /// What the plan states; nil for no limit.
    public let stated: Int64?
    /// The smallest that holds; nil where none was found.
    public let smallest: Int64?
    /// How finely it was looked.
    public let resolution: Int64
    /// A value at which the goals are met and a larger one at which they are not, if any was met
    /// with: then the answer comes from a grid.
    public let exception: (holds: Int64, fails: Int64)?
    /// How many values were tried.
    public let tried: Int
}

/// Finds the smallest limits with which a service level holds.
///
/// Several are found one after another: the first with the others lifted, the next with the first
/// fixed at what was found. So none of them can be lowered alone, and they hold together; another
/// order may give others that do so too.
struct LimitSearch {
    private let file: PlanFile
    private let holds: (PlanFile) throws(CapacityError) -> Bool

    /// - Parameters:
    ///   - file: The plan as it is.
    ///   - holds: Whether the service level holds with a plan.
    init(_ file: PlanFile, _ holds: @escaping (PlanFile) throws(CapacityError) -> Bool) {
        (self.file, self.holds) = (file, holds)
    }

    /// The answers in the order of the question, and the plan with them; no plan where no limits
    /// hold.
    ///
    /// Where one has no answer those after it are not looked for: with that limit lifted they would
    /// be answers to another question.
    func limits(
        _ sought: [SoughtLimit]
    ) throws(CapacityError) -> (answers: [FoundLimit], plan: PlanFile?) {
        var current = file
        for limit in sought { current.deployments[limit.place].limits[limit.knob] = nil }
        guard try holds(current) else { return ([], nil) }
        var answers: [FoundLimit] = []
        for limit in sought {
            let answer = try self.limit(limit, in: current)
            answers.append(answer)
            guard let smallest = answer.smallest else { return (answers, nil) }
            current.deployments[limit.place].limits[limit.knob] = smallest
        }
        return (answers, current)
    }

    private func limit(
        _ limit: SoughtLimit, in plan: PlanFile
    ) throws(CapacityError) -> FoundLimit {
        let (knob, deployment) = (limit.knob, file.deployments[limit.place])
        let stated = deployment.limits[knob]
        let unit = knob.resolution
        let holds = holds
        var search = SmallestSearch<CapacityError>(upTo: (Int64(1) << 50) / unit) {
            (number) throws(CapacityError) in
            var tried = plan
            tried.deployments[limit.place].limits[knob] = number * unit
            return try holds(tried)
        }
        let answer = try search.answer(near: (stated ?? 64 * unit) / unit)
        return FoundLimit(
            deployment: deployment.name, knob: knob, stated: stated,
            smallest: answer.smallest.map { $0 * unit }, resolution: answer.resolution * unit,
            exception: answer.exception.map { ($0.holds * unit, $0.fails * unit) },
            tried: search.tried.count)
    }
}

extension LimitSearch {
    /// A search by simulation.
    init(_ run: ScenarioRun, _ file: PlanFile, _ goals: ServiceLevel) {
        self.init(file) { (plan) throws(CapacityError) in
            let result = try run.result(try plan.plan(goals: goals))
            // Whoever serves nobody is late for nobody.
            return result.requests.served > 0 && goals.holds(result)
        }
    }
}

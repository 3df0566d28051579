import Documents
public import Limits

/// A plan of deployments as a person wrote it, for traffic that is not known yet.
public struct PlanFile: Sendable {
    /// Its name.
    public let name: String
    /// What its author says about it.
    public let note: String?
    /// The deployments; at least one.
    public var deployments: [PlannedDeployment]
    /// How long a caller waits for its request to begin before it leaves.
    public let patience: TimeModel?
    /// How long a slice of the time line is.
    public let slice: TimeSpan
    /// What the traffic has to be served like.
    public let goals: ServiceLevel?
    /// What stands in for what a request does not tell.
    public let assumed: AssumedRequest
    /// The models whose calls go elsewhere, to quotas of their own.
    public let leftOut: [String]
    /// The SHA-256 of the file.
    public let sha256: String
    let root: Node

    /// What stands in for what a request does not tell; nil refuses such requests where the plan
    /// looks at it.
    public struct AssumedRequest: Hashable, Sendable {
        /// Input tokens.
        public var promptTokens: Int64?
        /// Output tokens.
        public var completionTokens: Int64?
        /// The limit put on the output.
        public var maximumTokens: Int64?
        /// How long the work takes.
        public var latency: TimeSpan?
    }
}

extension PlanFile {
    /// The plan as the engine takes it.
    ///
    /// - Parameter goals: What is asked for; the file's unless given.
    /// - Returns: The plan.
    /// - Throws: `CapacityError`, which a file that could be read does not cause.
    public func plan(goals: ServiceLevel? = nil) throws(CapacityError) -> CapacityPlan {
        let made = deployments.map { planned in
            planned.deployment(
                fallback: planned.fallback.flatMap(place), maximumOutput: assumed.maximumTokens)
        }
        return try CapacityPlan(
            made, patience: patience, goal: (goals ?? self.goals)?.latencyGoal, slice: slice)
    }

    /// The quotas that a deployment states, in the order in which it is simulated with them.
    public func quotas(at place: Int) -> [Knob] { deployments[place].quotaKnobs }

    /// The place of a deployment by its name.
    func place(_ name: String) -> Int? {
        deployments.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// The places of the deployments that take what fails at one, the next one first.
    func chain(from place: Int) -> [Int] {
        var chain: [Int] = []
        var next = deployments[place].fallback.flatMap(self.place)
        while let current = next, current != place, !chain.contains(current) {
            chain.append(current)
            next = deployments[current].fallback.flatMap(self.place)
        }
        return chain
    }
}

/// A plan as a person wrote it: deployments by name, and which models' requests each of them takes.
public struct CapacityPlanFile: Sendable {
    /// The plan's name.
    public let name: String
    /// What the author says about it.
    public let note: String?
    /// The plan.
    public let plan: CapacityPlan
    /// For each deployment the model as which its work is priced; nil for the model that a request
    /// asks for.
    public let pricedAs: [String?]
    /// The place of the deployment that takes requests for a model.
    let takers: [String: Int]
    /// The place of the deployment that takes all other requests.
    let otherTaker: Int?
    /// The SHA-256 of the file's bytes in lower-case hexadecimal digits.
    public let sha256: String

    /// The place of the deployment that takes requests for a model; nil where none does.
    public func deployment(for model: String) -> Int? { takers[model] ?? otherTaker }
}

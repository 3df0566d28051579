/// Whether a policy's choices of models can be seen in a plan's queues.
struct PolicyEffect {
    let policy: String
    /// The models that it chose.
    let models: [String]
    /// Whether a deployment names any of them.
    let isAnyNamed: Bool

    /// What a reader has to know who expects to see the policy's effect and can't.
    func remark(on file: PlanFile) -> String? {
        let takers = file.deployments.filter { $0.takesOthers || !$0.models.isEmpty }
        if takers.count == 1, file.leftOut.isEmpty { return remark(onlyTaker: takers[0]) }
        guard !isAnyNamed, let taker = takers.first(where: \.takesOthers) else { return nil }
        return "no deployment names a model that policy `\(policy)` chose (\(list)), so "
            + "`\(taker.name)` takes all requests as other: true; \(advice)"
    }

    private func remark(onlyTaker taker: PlannedDeployment) -> String {
        let price = taker.pricedAs.map { "and all are priced as `\($0)`" }
        return "policy `\(policy)` changes no wait and no refusal: `\(taker.name)` takes every "
            + "request, whatever its model, \(price ?? "and only prices follow the policy"); "
            + advice
    }

    private var advice: String {
        "to see what the policy does, name the models that it chooses at deployments of their own"
    }

    private var list: String {
        models.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
            + (models.count > 5 ? ", …" : "")
    }
}

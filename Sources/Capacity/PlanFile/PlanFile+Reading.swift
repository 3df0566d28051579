public import Documents
import Limits
public import Replay

extension PlanFile {
    /// The plan in a document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - run: What deployments draw times of work from that say `service: run`.
    /// - Throws: `DocumentError` with the place of what is wrong, and what was expected.
    public init(_ document: Document, run: LatencyRun? = nil) throws(DocumentError) {
        root = document.root
        let fields = try root.fields([
            "capacity", "version", "note", "slice", "patience", "slo", "assume", "leave_out",
            "deployments",
        ])
        name = try fields.required("capacity").name()
        let version = try fields.required("version")
        guard try version.integer() == 1 else {
            throw version.error("is not 1; this tollgate reads version 1")
        }
        note = try fields.optional("note")?.string()
        slice = try fields.optional("slice")?.span() ?? .minute
        patience = try fields.optional("patience")?.patience()
        goals = try fields.optional("slo")?.goals()
        assumed = try fields.optional("assume")?.assumedRequest() ?? AssumedRequest()
        leftOut = try fields.optional("leave_out")?.names() ?? []
        let list = try fields.required("deployments")
        deployments = try list.list().map { (node) throws(DocumentError) in
            try PlannedDeployment(node, run: run)
        }
        sha256 = document.sha256
        guard !deployments.isEmpty else {
            throw list.error("is empty; expected at least one deployment")
        }
        try checkNames()
        try checkFallbacks()
    }

    /// Each deployment and each model is named once, so that a call goes one way.
    private func checkNames() throws(DocumentError) {
        for (place, deployment) in deployments.enumerated() {
            let earlier = deployments[..<place]
            if earlier.contains(where: { $0.name == deployment.name }) {
                throw deployment.node("name").error(
                    "is \(deployment.name), as an earlier deployment is; give it a name of its own")
            }
            if deployment.takesOthers, earlier.contains(where: \.takesOthers) {
                throw deployment.node("other").error(
                    "is true at an earlier deployment already; one takes the other calls")
            }
            for model in deployment.models {
                let owner = earlier.first { $0.models.contains(model) }
                if let owner {
                    throw deployment.node("models").error(
                        "names \(model), whose calls \(owner.name) takes; name it once")
                }
                if leftOut.contains(model) {
                    throw deployment.node("models").error(
                        "names \(model), which leave_out names too")
                }
            }
        }
    }

    private func checkFallbacks() throws(DocumentError) {
        for deployment in deployments {
            var names = [deployment.name]
            var next = deployment.fallback
            while let name = next {
                let node = deployments[place(names[names.count - 1]) ?? 0].node("fallback")
                guard let place = place(name) else {
                    throw node.error(expected: "the name of a deployment" + near(name))
                }
                guard !names.contains(name) else {
                    throw node.error(
                        "goes in a circle: \((names + [name]).joined(separator: " → "))")
                }
                names.append(name)
                next = deployments[place].fallback
            }
        }
    }

    private func near(_ name: String) -> String {
        let known = deployments.map(\.name)
        let near = NearNames.near(name, in: known).first.map { "; did you mean \"\($0)\"?" } ?? ""
        return ", one of \(known.joined(separator: ", "))\(near)"
    }
}

extension Node {
    fileprivate func patience() throws(DocumentError) -> TimeModel {
        let model = try timeModel()
        guard case .recorded = model else { return model }
        throw error("is log, and no log tells how long callers would have waited; give a time")
    }

    fileprivate func goals() throws(DocumentError) -> ServiceLevel {
        do {
            return try ServiceLevel(try string())
        } catch let fault as ServiceLevel.Fault {
            throw error("is no service level: \(fault)")
        } catch let error as DocumentError {
            throw error
        } catch {
            throw self.error("is no service level: \(error)")
        }
    }

    fileprivate func assumedRequest() throws(DocumentError) -> PlanFile.AssumedRequest {
        let fields = try fields(["prompt_tokens", "completion_tokens", "max_tokens", "latency"])
        return PlanFile.AssumedRequest(
            promptTokens: try fields.optional("prompt_tokens")?.amount(least: 0),
            completionTokens: try fields.optional("completion_tokens")?.amount(least: 0),
            maximumTokens: try fields.optional("max_tokens")?.amount(),
            latency: try fields.optional("latency")?.span())
    }
}

public import Documents
import Limits

extension CapacityPlanFile {
    /// The plan that a document describes.
    ///
    /// - Parameter document: A plan file.
    /// - Throws: The first fault, with its line and key path.
    public init(_ document: Document) throws(DocumentError) {
        let fields = try document.root.fields([
            "capacity", "version", "note", "patience", "goal", "slice", "deployments",
        ])
        name = try fields.required("capacity").string()
        let version = try fields.required("version")
        guard try version.integer() == 1 else {
            throw version.error("is not 1; this tollgate reads version 1")
        }
        note = try fields.optional("note")?.string()
        let nodes = try fields.required("deployments").list()
        let names = try nodes.deploymentNames()
        let read = try nodes.map { (node) throws(DocumentError) in try node.deployment(names) }
        pricedAs = read.map(\.pricedAs)
        (takers, otherTaker) = try nodes.takers()
        let patience = try fields.optional("patience")?.timeModel()
        let goal = try fields.optional("goal")?.goal()
        let slice = try fields.optional("slice")?.span() ?? .minute
        do throws(CapacityError) {
            plan = try CapacityPlan(
                read.map(\.deployment), patience: patience, goal: goal, slice: slice)
        } catch {
            throw document.root.fault(error)
        }
        sha256 = document.sha256
    }
}

extension Node {
    /// The fault of a plan at the place where the file causes it.
    fileprivate func fault(_ fault: CapacityError) -> DocumentError {
        guard case .plan(let place, let field, let message) = fault else {
            return error(fault.description)
        }
        var node = self
        if let place, let list = try? member("deployments")?.list() { node = list[place] }
        if let cause = node.member(field) { return cause.error(message) }
        let path = node.place.keyPath.isEmpty ? field : "\(node.place.keyPath).\(field)"
        return DocumentError(
            place: Place(file: node.place.file, line: node.place.line, keyPath: path),
            message: message)
    }

    private func member(_ key: String) -> Node? {
        (try? entries())?.first { $0.key == key }?.value
    }

    fileprivate func goal() throws(DocumentError) -> CapacityPlan.Goal {
        let fields = try fields(["latency", "share"])
        let share = try fields.required("share")
        let value = try share.share()
        guard value > 0 else { throw share.error("is 0; expected more, such as 95%") }
        return CapacityPlan.Goal(latency: try fields.required("latency").span(), share: value)
    }
}

extension [Node] {
    /// The deployments' names, each of which is one's own.
    fileprivate func deploymentNames() throws(DocumentError) -> [String] {
        var names: [String] = []
        for node in self {
            let field = try node.fields(Node.deploymentKeys).required("name")
            let name = try field.string()
            guard !names.contains(name) else {
                throw field.error("is the name of an earlier deployment; each needs one of its own")
            }
            names.append(name)
        }
        return names
    }

    /// Which deployment takes the requests for each model, and which all others.
    fileprivate func takers() throws(DocumentError) -> ([String: Int], Int?) {
        var takers: [String: Int] = [:]
        var other: Int?
        for (place, node) in enumerated() {
            let fields = try node.fields(Node.deploymentKeys)
            let name = try fields.required("name")
            let models = fields.optional("models") ?? name
            for model in try models.oneOrMore() {
                let text = try model.string()
                let isTaken = text == "any" ? other != nil : takers[text] != nil
                guard !isTaken else {
                    throw model.error(
                        "is \"\(text)\", whose requests an earlier deployment takes; name it once")
                }
                if text == "any" { other = place } else { takers[text] = place }
            }
        }
        return (takers, other)
    }
}

extension Node {
    /// The values of a list, or the value itself.
    fileprivate func oneOrMore() throws(DocumentError) -> [Node] {
        if case .list(let nodes) = content { nodes } else { [self] }
    }
}

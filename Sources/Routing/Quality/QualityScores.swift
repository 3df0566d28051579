public import Documents
import Pricing

/// How good models are, by class of request; the scores are the user's own, from an evaluation.
public struct QualityScores: Sendable {
    /// What a score is a multiple of one over.
    public static let scale: Int64 = 1_000_000

    /// The name in reports.
    public let name: String
    /// Where the scores come from.
    public let source: String?
    /// The classes in order, the last for all requests that belong to no other.
    public let classes: [String]
    /// Puts requests into classes: its rules are the classes.
    public let classifier: Policy
    /// The SHA-256 of the file.
    public let sha256: String

    /// Scores in multiples of one over `scale`, by class and model.
    private let scores: [[ExactText: Int64]]

    /// The score of a model for requests of a class; nil where the file has none.
    public func score(of model: String, in classIndex: Int) -> Int64? {
        scores[classIndex][model.exact] ?? scores[scores.count - 1][model.exact]
    }

    /// The scores that a document describes.
    ///
    /// - Throws: The first fault, with its line and key path.
    public init(_ document: Document) throws(DocumentError) {
        let fields = try document.root.fields([
            "quality", "version", "source", "timezone", "scores", "classes",
        ])
        name = try fields.required("quality").word()
        let version = try fields.required("version")
        guard try version.integer() == 1 else {
            throw version.error("is not 1; this tollgate reads version 1")
        }
        source = try fields.optional("source")?.string()
        let general = try fields.required("scores").scores()
        let nodes = try fields.optional("classes")?.list() ?? []
        let own = try nodes.map { (node) throws(DocumentError) in try ScoredClass(node) }
        for (index, node) in nodes.enumerated()
        where own[index].name == "other"
            || own[..<index].contains(where: { $0.name == own[index].name })
        {
            throw node.error("has the name of another class; expected one of its own")
        }
        for (scored, node) in zip(own, nodes) {
            if let model = scored.scores.keys.sorted().first(where: { general[$0] == nil }) {
                throw node.error(
                    "scores \(model.text), which has none in scores; expected a model of those")
            }
        }
        classes = own.map(\.name) + ["other"]
        scores = own.map(\.scores) + [general]
        classifier = Policy(
            classes: own.map { ($0.name, $0.when) }, name: "classes of \(name)",
            timeZone: try fields.optional("timezone")?.timeZone() ?? "UTC", sha256: document.sha256)
        sha256 = document.sha256
    }
}

/// A class of requests whose scores differ.
private struct ScoredClass {
    let name: String
    let when: Condition
    let scores: [ExactText: Int64]

    init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(["name", "when", "scores"])
        name = try fields.required("name").word()
        when = try fields.required("when").condition([:])
        scores = try fields.required("scores").scores()
    }
}

extension Node {
    fileprivate func scores() throws(DocumentError) -> [ExactText: Int64] {
        var scores: [ExactText: Int64] = [:]
        for (model, _, node) in try entries() {
            guard let score = try node.decimal().scaled(to: 6), 0...1_000_000_000 ~= score else {
                throw node.error(expected: "a score from 0 to 1000 with at most 6 decimals")
            }
            scores[model.exact] = Int64(score)
        }
        guard !scores.isEmpty else { throw error("is empty; expected a score for each model") }
        return scores
    }
}

extension Policy {
    /// A policy whose rules are classes of requests; what it gives are their names.
    fileprivate init(
        classes: [(name: String, when: Condition)], name: String, timeZone: String, sha256: String
    ) {
        let rules =
            classes.map { Rule(name: $0.name, when: $0.when, use: .model($0.name)) }
            + [Rule(name: "other", when: nil, use: .model("other"))]
        self.init(
            name: name, version: 1, note: nil, isOracle: false, timeZone: timeZone,
            missingModel: nil,
            parameters: [],
            rules: rules, outcomes: Policy.outcomes(of: rules), fallback: [], budget: nil,
            sha256: sha256)
    }
}

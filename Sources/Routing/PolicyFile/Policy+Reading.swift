public import Documents
import Pricing

extension Policy {
    /// More rules than this are refused.
    static let maximumRules = 1000

    /// The policy that a document describes.
    ///
    /// - Parameter document: A policy file.
    /// - Throws: The first fault, with its line and key path.
    public init(_ document: Document) throws(DocumentError) {
        let fields = try document.root.fields([
            "policy", "version", "note", "oracle", "timezone", "missing_model", "expected_output",
            "parameters", "rules", "fallback", "budget",
        ])
        name = try fields.required("policy").word()
        version = try fields.required("version").formatVersion()
        note = try fields.optional("note")?.string()
        isOracle = try fields.optional("oracle")?.boolean() ?? false
        timeZone = try fields.optional("timezone")?.timeZone() ?? "UTC"
        missingModel = try fields.optional("missing_model")?.model()
        parameters = try fields.optional("parameters")?.parameters() ?? []
        let expectedOutput = try fields.optional("expected_output")?.tokens()
        rules = try fields.required("rules").rules(
            parameters, expectedOutput, knowsOutcome: isOracle)
        outcomes = Self.outcomes(of: rules)
        fallback = try fields.optional("fallback")?.fallback() ?? []
        budget = try fields.optional("budget")?.budget()
        sha256 = document.sha256
    }
}

extension Node {
    fileprivate func formatVersion() throws(DocumentError) -> Int {
        let version = try integer()
        guard version == 1 else { throw error("is \(version); this tollgate reads version 1") }
        return version
    }

    fileprivate func parameters() throws(DocumentError) -> [Policy.Parameter] {
        try entries().map { (key, place, value) throws(DocumentError) in
            guard key.isParameterName else {
                throw DocumentError(
                    place: place,
                    message: "is no name for a parameter; expected letters, digits and _, and no "
                        + "word that conditions already know")
            }
            let number = try value.integer()
            guard number >= 0 else { throw value.error("is negative; expected 0 or more") }
            return Policy.Parameter(name: key, value: Int64(number))
        }
    }

    fileprivate func rules(
        _ parameters: [Policy.Parameter], _ expectedOutput: UInt64?, knowsOutcome: Bool
    ) throws(DocumentError) -> [Policy.Rule] {
        let nodes = try list()
        guard nodes.count <= Policy.maximumRules else {
            throw error("has \(nodes.count) rules; at most \(Policy.maximumRules) are read")
        }
        let values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) })
        var names: Set<ExactText> = []
        let rules = try nodes.map { (node) throws(DocumentError) in
            let rule = try node.rule(values, expectedOutput)
            if !knowsOutcome { try node.requireForesight(rule.when) }
            guard names.insert(rule.name.exact).inserted else {
                let name = try node.fields(Self.ruleKeys).required("name")
                throw name.error("is the name of an earlier rule; each rule needs one of its own")
            }
            return rule
        }
        try requireOnlyLastUnconditional(rules.map { $0.when == nil }, nodes)
        return rules
    }

    private static let ruleKeys = ["name", "when", "use", "expected_output"]

    private func rule(
        _ parameters: [String: Int64], _ usualOutput: UInt64?
    ) throws(DocumentError) -> Policy.Rule {
        let fields = try fields(Self.ruleKeys)
        let output = fields.optional("expected_output")
        let stated = try output?.tokens()
        let rule = Policy.Rule(
            name: try fields.required("name").word(),
            when: try fields.optional("when")?.condition(parameters),
            use: try fields.required("use").target(expectedOutput: stated ?? usualOutput))
        if let output, !rule.use.isByPrice {
            throw output.error("serves to choose the cheapest model, which this rule does not")
        }
        return rule
    }

    /// Refuses a rule that looks at what is known only afterwards.
    private func requireForesight(_ condition: Condition?) throws(DocumentError) {
        guard let feature = condition?.leaves.first(where: \.isHindsight)?.featureName else {
            return
        }
        throw try fields(Self.ruleKeys).required("when").error(
            "looks at \(feature), which is known only afterwards; a policy that may is a bound, "
                + "not a rule that can run: state oracle: true if that is meant")
    }

    fileprivate func tokens() throws(DocumentError) -> UInt64 {
        let number = try integer()
        guard 0..<Int(Bounds.tokensPerCall) ~= number else {
            throw error("is \(number); expected a number of tokens from 0 on, below 2^48")
        }
        return UInt64(number)
    }

    fileprivate func fallback() throws(DocumentError) -> [FallbackRule] {
        let nodes = try list()
        let rules = try nodes.map { (node) throws(DocumentError) in
            let fields = try node.fields(["when", "use"])
            return FallbackRule(
                when: try fields.optional("when")?.fallbackCondition(),
                use: try fields.required("use").model())
        }
        try requireOnlyLastUnconditional(rules.map { $0.when == nil }, nodes)
        return rules
    }

    private func fallbackCondition() throws(DocumentError) -> Condition {
        let condition = try self.condition([:])
        let features = condition.leaves.compactMap(\.featureName)
        if let other = features.first(where: { $0 != NameFeature.model.name }) {
            throw error("looks at \(other); a fallback knows only model, the one that has failed")
        }
        return condition
    }

    private func requireOnlyLastUnconditional(
        _ isUnconditional: [Bool], _ nodes: [Node]
    ) throws(DocumentError) {
        guard let last = nodes.last else { throw error("is empty; expected at least one rule") }
        guard isUnconditional.last == true else {
            throw last.error("is the last rule and has a \"when\"; the last rule must always apply")
        }
        if let early = isUnconditional.dropLast().firstIndex(of: true) {
            throw nodes[early].error(
                "has no \"when\", so that the rules after it could never apply")
        }
    }
}

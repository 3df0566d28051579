extension Policy {
    /// The policy that leaves every request at the model that it asks for.
    public static let asRequested = Policy(name: "as requested", use: .requested)

    /// The policy that sends every request to one model.
    public static func all(at model: String) -> Policy {
        Policy(name: "all at \(model)", use: .model(model))
    }

    private init(name: String, use: Target) {
        let rules = [Rule(name: "default", when: nil, use: use)]
        self.init(
            name: name, version: 1, note: nil, isOracle: false, timeZone: "UTC", missingModel: nil,
            parameters: [],
            rules: rules, outcomes: Policy.outcomes(of: rules), fallback: [], budget: nil,
            sha256: "")
    }
}

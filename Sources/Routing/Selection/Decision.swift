/// What a policy decides for one request.
public enum Decision: Hashable, Sendable {
    /// The rule with this index gives this model.
    case decided(rule: Int, model: String)
    /// Whether the rule with this index decides, or what it gives, depends on fields that the
    /// record lacks.
    case unknown(rule: Int, lacking: [String])

    /// The index of the first rule that is not false.
    public var rule: Int {
        switch self {
        case .decided(let rule, _), .unknown(let rule, _): rule
        }
    }
}

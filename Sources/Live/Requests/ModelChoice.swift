/// Which model a request of the sample is sent to.
public enum ModelChoice: Hashable, Sendable {
    /// The one that its call asks for; where a policy is to decide, the source of calls has it
    /// decided already.
    case logged
    /// Always the same.
    case model(String)
}

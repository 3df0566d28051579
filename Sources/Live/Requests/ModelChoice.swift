public import Routing

/// Which model a request of the sample is sent to.
public enum ModelChoice: Sendable {
    /// The one that the log names.
    case logged
    /// Always the same.
    case model(String)
    /// What a policy decides about the request as it is sent.
    case policy(ModelSelector)
}

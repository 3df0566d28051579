/// What a scenario supposes about an input, with where it says so.
public struct Supposition<Content: Sendable>: Sendable {
    /// What is supposed.
    public let content: Content
    /// Where it stands.
    public let origin: Origin
}

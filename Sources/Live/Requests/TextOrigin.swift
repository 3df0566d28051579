/// Where the text of a request comes from.
public enum TextOrigin: String, Hashable, Sendable, CaseIterable {
    /// The log has all of it.
    case logged
    /// The log has the system message and the last one; what lay between is made up.
    case padded
    /// All of it is made up, about as long as the log says.
    case synthetic
}

/// Where the text of a request comes from.
public enum TextOrigin: String, Hashable, Sendable, CaseIterable {
    /// The log has all of it.
    case logged
    /// The log has the system message or the last one; what lay between is made up.
    case padded
    /// All of it is made up, about as long as the log says.
    case synthetic

    /// How long texts are taken to be, in words for reports.
    public static let lengthRule =
        "one token for each word that is made up, and for four bytes of the log's text"
}

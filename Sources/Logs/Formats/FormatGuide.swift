/// What a user has to know about a format.
public struct FormatGuide: Sendable {
    /// A field of Tollgate's records, and where the format has it.
    public struct Field: Sendable {
        /// The field as policies, groupings and assumptions name it.
        public let name: String
        /// Where it is read from.
        public let source: String
    }

    /// Something that works as it stands.
    public struct Example: Sendable {
        /// The files by name, in the order in which to look at them.
        public let files: [(name: String, text: String)]
        /// What to give to the program.
        public let arguments: String
    }

    /// One line.
    public let summary: String
    /// How it is told from others.
    public let detection: String
    /// Whether its prompt count includes cached tokens.
    public let cachedTokens: String
    /// What is read.
    public let fields: [Field]
    /// What it lacks, and what surprises.
    public let traps: [String]
    /// Files and a command to try it with, where that takes more than a log.
    public var example: Example?
}

extension FormatGuide {
    /// Fields from pairs of name and source.
    static func fields(_ pairs: KeyValuePairs<String, String>) -> [Field] {
        pairs.map { Field(name: $0, source: $1) }
    }
}

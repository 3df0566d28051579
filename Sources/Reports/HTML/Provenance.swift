/// What a report was made from, so that it can be made again.
public struct Provenance: Sendable {
    /// A file or dataset that was read.
    public struct Input: Sendable {
        /// What it is: `log`, `dataset`, `invoice`.
        public let kind: String
        /// The name as it was given.
        public let name: String
        /// Its size in bytes; nil where that is not known.
        public let bytes: UInt64?
        /// The SHA-256 of its bytes in hexadecimal digits; nil where it was not hashed.
        public let sha256: String?

        /// A file or dataset that was read.
        public init(kind: String, name: String, bytes: UInt64? = nil, sha256: String? = nil) {
            (self.kind, self.name, self.bytes, self.sha256) = (kind, name, bytes, sha256)
        }
    }

    /// A file that a person wrote, with its text.
    public struct Source: Sendable {
        /// What it is: `policy`.
        public let kind: String
        /// Its name in reports.
        public let name: String
        /// The SHA-256 of its bytes in hexadecimal digits.
        public let sha256: String
        /// The whole text.
        public let text: String

        /// A file that a person wrote, with its text.
        public init(kind: String, name: String, sha256: String, text: String) {
            (self.kind, self.name, self.sha256, self.text) = (kind, name, sha256, text)
        }
    }

    /// The program's version.
    public let version: String
    /// The command as it was given, as a shell takes it.
    public let command: String
    /// What was read.
    public let inputs: [Input]
    /// What was read and is short enough to be shown.
    public let sources: [Source]

    /// What a report was made from.
    public init(version: String, command: String, inputs: [Input] = [], sources: [Source] = []) {
        self.version = version
        self.command = command
        self.inputs = inputs
        self.sources = sources
    }
}

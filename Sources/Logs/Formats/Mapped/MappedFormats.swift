/// CSV of any make, read through a mapping.
enum MappedCSV: LogKind {
    static let readsCSV = true

    /// It has no shape of its own.
    static func hasShape(_ line: SampleLine) -> Bool { false }
}

/// JSON lines of any make, read through a mapping.
enum MappedJSONLines: LogKind {
    /// They have no shape of their own.
    static func hasShape(_ line: SampleLine) -> Bool { false }
}

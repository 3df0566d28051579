public import Calls

/// What becomes of a log that is to be taken into a dataset.
public enum IngestPlan: Sendable {
    /// It is not in the dataset.
    case new
    /// All of it is there already.
    case unchanged(StoredFile)
    /// It is there up to some line, and has grown.
    case continues(StoredFile)
    /// It is there, but has to be read again from its beginning: for texts, assumptions or
    /// duplicates that were not asked for then, for records whose originals are gone, or because it
    /// can't be continued.
    case anew(StoredFile)
    /// Another content is there under the same name.
    case changed(StoredFile)
}

/// What is to be kept of logs.
public struct IngestDemand: Sendable {
    /// Texts for which it is kept whether the messages contain them.
    public var texts: [TextMatch] = []
    /// Whether the full texts of the messages are kept.
    public var keepsText = false
    /// What is assumed, as given.
    public var assumptions: [String] = []
    /// Records whose id is in the dataset already are kept too.
    public var keepsDuplicates = false

    /// Nothing but the calls.
    public init() {}

    /// What to do with a log, by what the dataset has.
    func plan(_ digest: LogDigest, name: String, known files: [StoredFile]) -> IngestPlan {
        let sameBeginning = files.filter { digest.begins(with: $0.content) }
        guard let known = sameBeginning.max(by: { $0.bytes < $1.bytes }) else {
            return files.last { $0.name == name }.map { .changed($0) } ?? .new
        }
        guard covers(known) else { return .anew(known) }
        // A packed log has its last line even where that has no end.
        if known.bytes >= digest.content.bytes { return .unchanged(known) }
        return known.canGrow && !digest.isPacked ? .continues(known) : .anew(known)
    }

    /// Whether what is kept of a file is what is asked for.
    private func covers(_ file: StoredFile) -> Bool {
        !file.lacksOriginals
            && texts.allSatisfy { file.texts.contains($0) || file.keepsText }
            && (file.keepsText || !keepsText)
            && (assumptions.isEmpty || assumptions == file.assumptions.map(\.text))
            && (keepsDuplicates ? file.duplicates == 0 : !file.keepsDuplicates)
    }

    /// The texts, and those that were asked for when the file was taken before.
    func texts(with known: StoredFile?) -> [TextMatch] {
        let old = known?.texts ?? []
        return old + texts.filter { !old.contains($0) }
    }
}

extension StoredFile {
    /// What was taken of it.
    var content: LogContent { LogContent(bytes: bytes, sha256: sha256, lines: lines) }
}

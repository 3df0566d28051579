public import Calls
public import Pricing

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
    /// Another content of it is there, joined with that of other logs.
    case changedWithin(StoredFile)
}

/// A log that is to be taken.
public struct IngestLog: Sendable {
    /// Its name as given.
    public let name: String
    /// What is in it.
    public let digest: LogDigest
    /// A longer log of the dataset that begins with all of it.
    public var longer: LogPart?

    /// A log of which nothing else is known.
    public init(_ name: String, _ digest: LogDigest) { (self.name, self.digest) = (name, digest) }

    /// It as the dataset will know it.
    var part: LogPart { LogPart(name: name, content: digest.content) }

    /// Whether it has all that a log had, and perhaps more.
    func goesOn(from part: LogPart) -> Bool { digest.begins(with: part.content) }

    /// Whether a log had all of it; a packed one has its last line even where that has no end.
    func isWithin(_ part: LogPart) -> Bool {
        part == longer || goesOn(from: part) && part.content.bytes >= digest.content.bytes
    }
}

/// What is to be kept of logs.
public struct IngestDemand: Sendable {
    /// Texts for which it is kept whether the messages contain them.
    public var texts: [TextMatch] = []
    /// Whether the full texts of the messages are kept.
    public var keepsText = false
    /// Tags that are kept of logs of which not all can be.
    public var tags: [ExactText] = []
    /// What is assumed, as given.
    public var assumptions: [String] = []
    /// Records whose id is in the dataset already are kept too.
    public var keepsDuplicates = false

    /// Nothing but the calls.
    public init() {}

    /// What to do with a log, by what the dataset has.
    func plan(_ log: IngestLog, known files: [StoredFile]) -> IngestPlan {
        let known = files.flatMap { file in file.logs.map { (file: file, part: $0) } }
        if let longer = known.first(where: { $0.part == log.longer }) {
            return .unchanged(longer.file)
        }
        let beginnings = known.filter { log.goesOn(from: $0.part) }
        guard
            let (file, part) = beginnings.max(by: {
                $0.part.content.bytes < $1.part.content.bytes
            })
        else {
            guard let (file, _) = known.last(where: { $0.part.name == log.name }) else {
                return .new
            }
            return file.joined.isEmpty ? .changed(file) : .changedWithin(file)
        }
        if covers(file) && log.isWithin(part) { return .unchanged(file) }
        if !file.joined.isEmpty { return .changedWithin(file) }
        let continues = covers(file) && file.canGrow && !log.digest.isPacked
        return continues ? .continues(file) : .anew(file)
    }

    /// Whether what is kept of a file is what is asked for.
    func covers(_ file: StoredFile) -> Bool {
        !file.lacksOriginals
            && texts.allSatisfy { file.texts.contains($0) || file.keepsText }
            && (file.keepsText || !keepsText)
            && (file.keepsTags || tags.allSatisfy(file.tags.contains))
            && (assumptions.isEmpty || assumptions == file.assumptions.map(\.text))
            && (keepsDuplicates ? file.duplicates == 0 : !file.keepsDuplicates)
    }

    /// Adds what was asked for when a file was taken before.
    func adding(_ known: StoredFile) -> IngestDemand {
        var demand = self
        demand.texts = known.texts + texts.filter { !known.texts.contains($0) }
        demand.tags = known.tags + tags.filter { !known.tags.contains($0) }
        demand.keepsText = keepsText || known.keepsText
        return demand
    }
}

public import Calls
public import Pricing

/// A log of a dataset, as far as it was taken, or several whose calls are joined.
public struct StoredFile: Sendable, Equatable {
    /// The name as it was given at the last ingest; of joined logs the first, and how many more.
    public var name: String
    /// The format's name; nil where there were but blank lines.
    public var format: String?
    /// How many bytes of the log were taken, from its beginning.
    public var bytes: Int
    /// SHA-256 of these bytes in lower-case hexadecimal digits; of joined logs that of their hashes.
    public var sha256: String
    /// How many lines they are; nil for a packed log.
    public var lines: Int?
    /// The logs whose calls are joined; none where it is one log.
    public var joined: [LogPart] = []
    /// Whether new lines may follow: not in packed logs, nor where a record lies in several lines.
    public var canGrow = false
    /// Calls.
    public var rows = 0
    /// The earliest and the latest call.
    public var period: ClosedRange<Timestamp>?
    /// Records that were left out, as their id was in the dataset already.
    public var duplicates = 0
    /// Whether files are gone since that may have had the records that were left out.
    public var lacksOriginals = false
    /// Whether no record was to be left out for its id.
    public var keepsDuplicates = false
    /// Records without an id, of which a repetition can't be told.
    public var withoutID = 0
    /// Texts for which it is kept whether the messages contain them.
    public var texts: [TextMatch]
    /// Whether the full texts of the messages are kept.
    public var keepsText: Bool
    /// Whether all tags are kept, and not just those that were asked for.
    public var keepsTags = true
    /// Tags that were asked for.
    public var tags: [ExactText] = []
    /// Lines left out, by reason.
    public var skipped: [SkippedLines] = []
    /// Records that were read but are no calls of their own, by reason.
    public var removed: [RemovedRecords] = []
    /// What was assumed at ingest.
    public var assumptions: [AppliedAssumption] = []
    /// What the log can't tell.
    public var notes: [String] = []

    /// A file of which nothing was taken yet.
    public init(name: String, content: LogContent, texts: [TextMatch], keepsText: Bool) {
        self.name = name
        bytes = content.bytes
        sha256 = content.sha256
        lines = content.lines
        self.texts = texts
        self.keepsText = keepsText
    }

    /// Logs of which nothing was taken yet, and whose calls are to be joined.
    ///
    /// - Precondition: There is a log.
    public init(joining logs: [LogPart], texts: [TextMatch], keepsText: Bool) {
        let content = LogContent(joining: logs.map(\.content))
        let name = LogPart.name(of: logs.map(\.name))
        self.init(name: name, content: content, texts: texts, keepsText: keepsText)
        if logs.count > 1 { joined = logs }
    }
}

extension StoredFile {
    /// The logs that were taken.
    public var logs: [LogPart] {
        joined.isEmpty ? [LogPart(name: name, content: content)] : joined
    }

    /// What was taken of it.
    var content: LogContent { LogContent(bytes: bytes, sha256: sha256, lines: lines) }
}

extension StoredFile {
    /// Adds what was read to what was known.
    mutating func add(_ summary: SourceSummary) {
        format = summary.formats.first ?? format
        for lines in summary.skipped {
            if let known = skipped.firstIndex(where: { $0.reason == lines.reason }) {
                skipped[known].lines += lines.lines
            } else {
                skipped.append(lines)
            }
        }
        for records in summary.removed {
            if let known = removed.firstIndex(where: { $0.reason == records.reason }) {
                removed[known].records += records.records
            } else {
                removed.append(records)
            }
        }
        for assumption in summary.assumptions {
            if let known = assumptions.firstIndex(where: { $0.text == assumption.text }) {
                assumptions[known].records += assumption.records
            } else {
                assumptions.append(assumption)
            }
        }
        for note in summary.notes where !notes.contains(note) { notes.append(note) }
    }

    /// Adds the calls of a chunk.
    mutating func add(rows count: Int, from first: Timestamp, to last: Timestamp) {
        rows += count
        period = min(period?.lowerBound ?? first, first)...max(period?.upperBound ?? last, last)
    }
}

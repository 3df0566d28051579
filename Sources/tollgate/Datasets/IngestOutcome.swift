import Calls
import Reports
import Store

/// What became of one log, or of several whose calls are joined.
struct IngestOutcome {
    enum Kind {
        /// All of it, or what was new since it had so many calls.
        case taken(StoredFile, rowsBefore: Int?)
        /// It was there already, perhaps under another name.
        case unchanged([StoredFile])
        /// There is no whole line.
        case nothing
    }

    private let path: String
    private let kind: Kind
    private let count: Int
    /// A longer log that has all of it.
    private let longer: LogPart?
    /// Logs whose last line has no end, with the bytes of that.
    private let unfinished: [(name: String, bytes: Int)]

    /// Keeps a few facts of the logs, for their digests may be large.
    init(_ logs: [IngestLog], _ kind: Kind) {
        self.kind = kind
        path = LogPart.name(of: logs.map(\.name))
        count = logs.count
        longer = count == 1 ? logs[0].longer : nil
        unfinished = logs.map { ($0.name, $0.digest.unfinishedBytes) }.filter { $0.1 > 0 }
    }

    /// One line for people.
    var text: String { ([main] + notes).joined(separator: "; ") }

    private var main: String {
        switch kind {
        case .nothing: return "\(path): nothing to take yet"
        case .unchanged(let files): return "\(path): already there\(place(files))"
        case .taken(let file, nil):
            let format = file.format.map { " (\($0))" } ?? ""
            return "\(path): \(Self.calls(file.rows))\(format)"
        case .taken(let file, let before?):
            return
                "\(path): \(Self.calls(file.rows - before)) more, \(Self.calls(file.rows)) in all"
        }
    }

    /// Where the dataset has what is there already.
    private func place(_ files: [StoredFile]) -> String {
        if let longer { return " as the beginning of \(longer.name)" }
        let rows = Self.calls(files.reduce(0) { $0 + $1.rows })
        if files.map(\.name) == [path] { return ", \(rows)" }
        let isWithin = files.contains { $0.joined.count > count }
        let names = files.map(\.name).joined(separator: ", ")
        return isWithin ? ", joined in \(names), \(rows)" : " as \(names), \(rows)"
    }

    private var notes: [String] {
        var notes: [String] = []
        if case .taken(let file, _) = kind {
            if file.duplicates > 0 {
                notes.append("left out \(Self.count(file.duplicates, "record")) whose id is there")
            }
            if file.withoutID > 0 {
                notes.append(
                    "\(Self.count(file.withoutID, "record")) without an id, whose repetition can't "
                        + "be told")
            }
            notes += file.skipped.map {
                "left out \(Self.count($0.lines, "line")): \($0.reason) (first: \($0.first))"
            }
            notes += file.removed.map { "\(Self.count($0.records, "record")): \($0.reason)" }
            notes += file.assumptions.map { "assumed \($0.text)" }
            notes += file.notes
        }
        return notes
            + unfinished.map { log in
                let place = count == 1 ? "" : " of \(log.name)"
                return "the last line\(place) has no end yet and waits for the next ingest"
            }
    }

    private static func calls(_ count: Int) -> String { Self.count(count, "call") }

    private static func count(_ count: Int, _ noun: String) -> String {
        Numbers.counted(UInt64(count), noun)
    }

    /// The same for programs.
    var entries: [IngestDocument.Entry] {
        switch kind {
        case .nothing: [entry("nothing", nil)]
        case .unchanged(let files): files.map { entry("unchanged", $0, newCalls: 0) }
        case .taken(let file, nil): [entry("taken", file)]
        case .taken(let file, let before?):
            [entry("continued", file, newCalls: file.rows - before)]
        }
    }

    private func entry(
        _ action: String, _ file: StoredFile?, newCalls: Int? = nil
    ) -> IngestDocument.Entry {
        IngestDocument.Entry(
            path: path, action: action, newCalls: newCalls ?? file?.rows ?? 0,
            unfinishedBytes: unfinished.reduce(0) { $0 + $1.bytes },
            file: file.map { FileEntry($0) })
    }
}

/// What an ingest did, by the schema `tollgate.ingest/1`.
struct IngestDocument: Encodable {
    struct Entry: Encodable {
        var path: String
        var action: String
        var newCalls: Int
        var unfinishedBytes: Int
        var file: FileEntry?

        private enum CodingKeys: String, CodingKey {
            case path, action, file
            case newCalls = "new_calls"
            case unfinishedBytes = "unfinished_bytes"
        }
    }

    var schema = "tollgate.ingest/1"
    var store: String
    var dataset: String
    var calls: Int
    var files: [Entry]
}

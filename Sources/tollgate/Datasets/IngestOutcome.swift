import Calls
import Reports
import Store

/// What became of one log.
struct IngestOutcome {
    enum Kind {
        /// All of it, or what was new since it had so many calls.
        case taken(StoredFile, rowsBefore: Int?)
        /// It was there already, perhaps under another name.
        case unchanged(StoredFile)
        /// There is no whole line.
        case nothing
    }

    private let path: String
    private let kind: Kind
    private let unfinishedBytes: Int

    init(_ path: String, _ kind: Kind, _ digest: LogDigest) {
        (self.path, self.kind) = (path, kind)
        unfinishedBytes = digest.unfinishedBytes
    }

    /// One line for people.
    var text: String { ([main] + notes).joined(separator: "; ") }

    private var main: String {
        switch kind {
        case .nothing: return "\(path): nothing to take yet"
        case .unchanged(let file):
            let name = file.name == path ? "" : " as \(file.name)"
            return "\(path): already there\(name), \(Self.calls(file.rows))"
        case .taken(let file, nil):
            let format = file.format.map { " (\($0))" } ?? ""
            return "\(path): \(Self.calls(file.rows))\(format)"
        case .taken(let file, let before?):
            return
                "\(path): \(Self.calls(file.rows - before)) more, \(Self.calls(file.rows)) in all"
        }
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
        if unfinishedBytes > 0 {
            notes.append("the last line has no end yet and waits for the next ingest")
        }
        return notes
    }

    private static func calls(_ count: Int) -> String { Self.count(count, "call") }

    private static func count(_ count: Int, _ noun: String) -> String {
        Numbers.counted(UInt64(count), noun)
    }

    /// The same for programs.
    var entry: IngestDocument.Entry {
        let (action, file, before): (String, StoredFile?, Int) =
            switch kind {
            case .nothing: ("nothing", nil, 0)
            case .unchanged(let file): ("unchanged", file, file.rows)
            case .taken(let file, nil): ("taken", file, 0)
            case .taken(let file, let before?): ("continued", file, before)
            }
        return IngestDocument.Entry(
            path: path, action: action, newCalls: (file?.rows ?? 0) - before,
            unfinishedBytes: unfinishedBytes, file: file.map { FileEntry($0) })
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

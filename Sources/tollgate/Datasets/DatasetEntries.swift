import Calls
import Pricing
import Reports
import Store

/// Datasets of a store, by the schema `tollgate.datasets/1`.
struct DatasetsDocument: Encodable {
    var schema = "tollgate.datasets/1"
    var store: String
    var datasets: [DatasetEntry]

    init(_ store: String, _ datasets: [StoredDataset]) {
        self.store = store
        self.datasets = datasets.map { DatasetEntry($0) }
    }
}

/// A dataset with its files.
struct DatasetEntry: Encodable {
    var name: String
    var calls: Int
    var first: String?
    var last: String?
    var files: [FileEntry]

    init(_ dataset: StoredDataset) {
        (name, calls) = (dataset.name, dataset.rows)
        first = dataset.period?.lowerBound.rfc3339
        last = dataset.period?.upperBound.rfc3339
        files = dataset.files.map { FileEntry($0) }
    }
}

/// A file of a dataset.
struct FileEntry: Encodable {
    struct Counted: Encodable {
        var text: String
        var count: Int?
    }

    struct Part: Encodable {
        var name: String
        var bytes: Int
        var sha256: String
        var lines: Int?
    }

    struct Text: Encodable {
        var message: String
        var text: String
    }

    var name: String
    var format: String?
    var bytes: Int
    var sha256: String
    var lines: Int?
    var calls: Int
    var first: String?
    var last: String?
    var duplicates: Int
    var withoutID: Int
    var skipped: [Counted]
    var removed: [Counted]
    var assumptions: [Counted]
    var notes: [String]
    var texts: [Text]
    var keepsText: Bool
    var keepsTags: Bool
    var tags: [String]
    /// The logs whose calls are joined; none where it is one log.
    var joined: [Part]

    private enum CodingKeys: String, CodingKey {
        case name, format, bytes, sha256, lines, calls, first, last, duplicates
        case skipped, removed, assumptions, notes, texts, tags, joined
        case withoutID = "without_id"
        case keepsText = "keeps_text"
        case keepsTags = "keeps_tags"
    }

    init(_ file: StoredFile) {
        (name, format, bytes, sha256) = (file.name, file.format, file.bytes, file.sha256)
        (lines, calls) = (file.lines, file.rows)
        first = file.period?.lowerBound.rfc3339
        last = file.period?.upperBound.rfc3339
        (duplicates, withoutID) = (file.duplicates, file.withoutID)
        skipped = file.skipped.map { Counted(text: $0.reason, count: $0.lines) }
        removed = file.removed.map { Counted(text: $0.reason, count: $0.records) }
        assumptions = file.assumptions.map { Counted(text: $0.text, count: $0.records) }
        notes = file.notes
        texts = file.texts.map {
            Text(message: $0.message == .system ? "system" : "last", text: $0.text)
        }
        (keepsText, keepsTags, tags) = (file.keepsText, file.keepsTags, file.tags.map(\.text))
        joined = file.joined.map { part in
            let content = part.content
            return Part(
                name: part.name, bytes: content.bytes, sha256: content.sha256,
                lines: content.lines)
        }
    }
}

extension StoredDataset {
    /// Calls, files and period in words.
    var sentence: String {
        let size =
            "\(Numbers.counted(UInt64(rows), "call")) in "
            + Numbers.counted(UInt64(files.reduce(0) { $0 + $1.logs.count }), "file")
        guard let period else { return size }
        return "\(size), from \(period.lowerBound.rfc3339) to \(period.upperBound.rfc3339)"
    }
}

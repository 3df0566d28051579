import Calls
import Foundation
import Pricing

extension StoredFile {
    /// The description that stands in the store: JSON, the same bytes for the same file.
    var description: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(Description(self)), as: UTF8.self)
        }
    }

    init(description: String) throws {
        self = try JSONDecoder().decode(Description.self, from: Data(description.utf8)).file
    }
}

/// The members of the JSON object, which stand in stores and never change their meaning.
private struct Description: Codable {
    struct Text: Codable {
        var message: String
        var text: String
    }

    struct Count: Codable {
        var text: String
        var count: Int
        var first: String?
    }

    struct Part: Codable {
        var name: String
        var bytes: Int
        var sha256: String
        var lines: Int?
    }

    var name: String
    var format: String?
    var bytes: Int
    var sha256: String
    var lines: Int?
    var joined: [Part]?
    var canGrow: Bool
    var rows: Int
    var firstTime: Int64?
    var lastTime: Int64?
    var duplicates: Int
    var withoutID: Int
    var lacksOriginals: Bool?
    var keepsDuplicates: Bool?
    var texts: [Text]
    var keepsText: Bool
    var keepsTags: Bool
    var tags: [String]?
    var skipped: [Count]
    var removed: [Count]
    var assumptions: [Count]
    var notes: [String]

    init(_ file: StoredFile) {
        (name, format, bytes, sha256) = (file.name, file.format, file.bytes, file.sha256)
        (lines, canGrow, rows) = (file.lines, file.canGrow, file.rows)
        firstTime = file.period?.lowerBound.nanoseconds
        lastTime = file.period?.upperBound.nanoseconds
        (duplicates, withoutID) = (file.duplicates, file.withoutID)
        lacksOriginals = file.lacksOriginals ? true : nil
        keepsDuplicates = file.keepsDuplicates ? true : nil
        texts = file.texts.map {
            Text(message: $0.message == .system ? "system" : "last", text: $0.text)
        }
        (keepsText, keepsTags) = (file.keepsText, file.keepsTags)
        tags = file.tags.isEmpty ? nil : file.tags.map(\.text)
        joined = file.joined.isEmpty ? nil : file.joined.map(Part.init)
        skipped = file.skipped.map { Count(text: $0.reason, count: $0.lines, first: $0.first) }
        removed = file.removed.map { Count(text: $0.reason, count: $0.records) }
        assumptions = file.assumptions.map { Count(text: $0.text, count: $0.records) }
        notes = file.notes
    }

    var file: StoredFile {
        let content = LogContent(bytes: bytes, sha256: sha256, lines: lines)
        var file = StoredFile(
            name: name, content: content,
            texts: texts.map {
                TextMatch(in: $0.message == "system" ? .system : .last, text: $0.text)
            }, keepsText: keepsText)
        (file.format, file.canGrow, file.keepsTags) = (format, canGrow, keepsTags)
        file.joined = joined?.map(\.part) ?? []
        file.tags = (tags ?? []).map(\.exact)
        file.rows = rows
        if let firstTime, let lastTime, firstTime <= lastTime {
            file.period = Timestamp(nanoseconds: firstTime)...Timestamp(nanoseconds: lastTime)
        }
        (file.duplicates, file.withoutID) = (duplicates, withoutID)
        file.lacksOriginals = lacksOriginals ?? false
        file.keepsDuplicates = keepsDuplicates ?? false
        file.skipped = skipped.map {
            SkippedLines(reason: $0.text, lines: $0.count, first: $0.first ?? "")
        }
        file.removed = removed.map { RemovedRecords(reason: $0.text, records: $0.count) }
        file.assumptions = assumptions.map {
            AppliedAssumption(text: $0.text, records: $0.count)
        }
        file.notes = notes
        return file
    }
}

extension Description.Part {
    fileprivate init(_ part: LogPart) {
        let content = part.content
        self.init(
            name: part.name, bytes: content.bytes, sha256: content.sha256, lines: content.lines)
    }

    fileprivate var part: LogPart {
        LogPart(name: name, content: LogContent(bytes: bytes, sha256: sha256, lines: lines))
    }
}

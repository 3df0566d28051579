import Calls
import Foundation
import GRDB
import Pricing

/// Writes one file of a dataset, within a transaction.
struct FileWriter {
    let id: Int64
    var file: StoredFile
    private var names = NamesOfFile()
    private var builder: ChunkBuilder

    /// Full texts are written when they are that many bytes.
    private static let pageSize = 1 << 20

    /// Begins a file, or goes on with one.
    init(
        _ db: Database, dataset: String, file: StoredFile, continuing known: FileRow?
    ) throws {
        self.file = file
        builder = ChunkBuilder(texts: file.texts.count, keepsText: file.keepsText)
        if let known {
            id = known.id
            let catalogue = Catalogue(db: db)
            names.byField = try StoredField.names.map { FileNames(try catalogue.names(known, $0)) }
            names.system = FileTexts(try catalogue.names(known, .systemText))
            names.last = FileTexts(try catalogue.names(known, .lastText))
        } else {
            try db.execute(
                sql: "INSERT INTO dataset (name) VALUES (?) ON CONFLICT DO NOTHING",
                arguments: [dataset])
            try db.execute(
                sql: "INSERT INTO file (dataset, description, checksum) "
                    + "SELECT id, '', 0 FROM dataset WHERE name = ?", arguments: [dataset])
            id = db.lastInsertedRowID
        }
    }

    /// Takes the calls of a block.
    mutating func take(_ block: CallBlock, _ db: Database) throws {
        block.joinTags()
        var row = 0
        while row < block.count {
            row = builder.take(block, from: row, &names)
            if builder.count == ChunkBuilder.capacity { try writeChunk(db) }
        }
        if names.system.page.size + names.last.page.size > Self.pageSize { try writeTexts(db) }
    }

    /// Writes what is left, and what is known of the file.
    mutating func finish(_ db: Database) throws {
        try writeChunk(db)
        for (index, field) in StoredField.names.enumerated() {
            try write(names.byField[index].takePage(), field, db)
        }
        try writeTexts(db)
        try Self.describe(FileRow(id: id, file: file), db)
    }

    private static func describe(_ row: FileRow, _ db: Database) throws {
        let description = try row.file.description
        try db.execute(
            sql: "UPDATE file SET description = ?, checksum = ? WHERE id = ?",
            arguments: [description, Checksum.of(Array(description.utf8)), row.id])
    }

    private mutating func writeChunk(_ db: Database) throws {
        guard let period = builder.period else { return }
        let (first, last) = (period.lowerBound, period.upperBound)
        let rows = builder.count
        try db.execute(
            sql: "INSERT INTO chunk (file, rows, first_time, last_time, checksum) "
                + "VALUES (?, ?, ?, ?, ?)",
            arguments: [
                id, rows, first.nanoseconds, last.nanoseconds,
                ChunkRow.checksum(file: id, rows: rows, first: first, last: last),
            ])
        let chunk = db.lastInsertedRowID
        for (field, data) in builder.takeColumns() {
            try db.execute(
                sql: "INSERT INTO chunk_column (chunk, field, data, checksum) VALUES (?, ?, ?, ?)",
                arguments: [chunk, field, Data(data), Checksum.of(data)])
        }
        file.add(rows: rows, from: first, to: last)
    }

    private mutating func writeTexts(_ db: Database) throws {
        try write(names.system.takePage(), .systemText, db)
        try write(names.last.takePage(), .lastText, db)
    }

    private func write(_ page: NamePage?, _ field: StoredField, _ db: Database) throws {
        guard let bytes = page?.bytes else { return }
        try db.execute(
            sql: "INSERT INTO names (file, field, page, checksum) VALUES (?, ?, ?, ?)",
            arguments: [id, field.rawValue, Data(bytes), Checksum.of(bytes)])
    }

    /// Removes a file with its names and chunks.
    static func delete(_ file: Int64, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM file WHERE id = ?", arguments: [file])
    }

    /// Notes that records are gone which other files of the dataset may have been left without.
    static func noteLoss(_ dataset: Int64, _ db: Database) throws {
        for row in try Catalogue(db: db).files(dataset) where row.file.duplicates > 0 {
            var file = row.file
            file.lacksOriginals = true
            try describe(FileRow(id: row.id, file: file), db)
        }
    }
}

extension StoredFile {
    /// The file with the lines that were added to it.
    func continued(by content: LogContent, name: String) -> StoredFile {
        var file = self
        file.name = name
        (file.bytes, file.sha256, file.lines) = (content.bytes, content.sha256, content.lines)
        return file
    }

    /// What is needed of each record: everything.
    var demand: Demand {
        var demand = Demand(
            fields: [
                .contentLength, .messageCount, .maxTokens, .user, .team, .session, .id, .latency,
                .timeToFirstToken, .tagSet,
            ], texts: texts, tags: tags.map(\.text))
        if keepsText { demand.fields.formUnion([.systemText, .lastText]) }
        return demand
    }
}

import Foundation
import GRDB
import Pricing

/// A log of a dataset and its place in the store.
struct FileRow: Sendable {
    let id: Int64
    let file: StoredFile
}

/// Calls of one file that are kept together, and between which times they lie.
struct ChunkRow: Sendable {
    let id: Int64
    let file: Int64
    /// From 1, in the order of the log.
    let number: Int
    /// How many calls of the file come before.
    let rowsBefore: Int
    let rows: Int
    let first: Timestamp
    let last: Timestamp

    /// The checksum that guards these facts.
    static func checksum(file: Int64, rows: Int, first: Timestamp, last: Timestamp) -> Int64 {
        let facts = [file, Int64(rows), first.nanoseconds, last.nanoseconds].map(\.littleEndian)
        return facts.withUnsafeBytes { Checksum.of($0) }
    }
}

/// What a store holds, without the calls themselves.
struct Catalogue {
    let db: Database

    /// Counts the changes, so that several connections can tell that they see the same store.
    func changes() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT counter FROM change") ?? 0
    }

    func noteChange() throws { try db.execute(sql: "UPDATE change SET counter = counter + 1") }

    /// The datasets by name.
    func datasets() throws -> [(id: Int64, name: String)] {
        try Row.fetchAll(db, sql: "SELECT id, name FROM dataset ORDER BY name").map {
            (try $0.value(0), try $0.value(1))
        }
    }

    func dataset(_ name: String) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM dataset WHERE name = ?", arguments: [name])
    }

    /// The dataset of this name; names the others where there is none.
    func requireDataset(_ name: String, of path: String) throws -> Int64 {
        if let id = try dataset(name) { return id }
        let others = try datasets().map { "\(path)#\($0.name)" }
        throw StoreFault.refused(
            others.isEmpty
                ? "the store is empty; 'tollgate ingest … --store \(path)' fills it"
                : "no dataset \"\(name)\" in this store; it has \(others.joined(separator: ", "))")
    }

    /// The files of a dataset, in the order in which they were first taken.
    func files(_ dataset: Int64) throws -> [FileRow] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, description, checksum FROM file WHERE dataset = ? ORDER BY id",
            arguments: [dataset])
        return try rows.map { row in
            let id: Int64 = try row.value(0)
            let description: String = try row.value(1)
            guard Checksum.of(Array(description.utf8)) == (try row.value(2)) else {
                throw StoreFault.damaged("the description of file \(id)")
            }
            return FileRow(id: id, file: try StoredFile(description: description))
        }
    }

    /// The chunks of a file, in the order of the log.
    func chunks(_ file: FileRow) throws -> [ChunkRow] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, rows, first_time, last_time, checksum FROM chunk "
                + "WHERE file = ? ORDER BY id", arguments: [file.id])
        var chunks: [ChunkRow] = []
        var rowsBefore = 0
        for row in rows {
            let chunk = ChunkRow(
                id: try row.value(0), file: file.id, number: chunks.count + 1,
                rowsBefore: rowsBefore, rows: try row.value(1),
                first: Timestamp(nanoseconds: try row.value(2)),
                last: Timestamp(nanoseconds: try row.value(3)))
            let checksum = ChunkRow.checksum(
                file: file.id, rows: chunk.rows, first: chunk.first, last: chunk.last)
            guard checksum == (try row.value(4)), chunk.rows > 0 else {
                throw StoreFault.damaged("\(file.file.name), chunk \(chunk.number)")
            }
            rowsBefore += chunk.rows
            chunks.append(chunk)
        }
        guard rowsBefore == file.file.rows else {
            throw StoreFault.damaged(
                "\(file.file.name) has \(rowsBefore) calls; expected \(file.file.rows)")
        }
        return chunks
    }

    /// The names of a field of a file by code; the first stands for a name that is lacking.
    func names(_ file: FileRow, _ field: StoredField) throws -> [[UInt8]] {
        let pages = try Row.fetchCursor(
            db, sql: "SELECT page, checksum FROM names WHERE file = ? AND field = ? ORDER BY id",
            arguments: [file.id, field.rawValue])
        var names: [[UInt8]] = [[]]
        while let row = try pages.next() {
            let checksum: Int64 = try row.value(1)
            let page = try row.withUnsafeData(atIndex: 0) { data in
                data?.withUnsafeBytes { bytes in
                    Checksum.of(bytes) == checksum ? NamePage(bytes) : nil
                }
            }
            guard let page else {
                throw StoreFault.damaged("\(file.file.name), the names of \(field)")
            }
            names += page.names
        }
        return names
    }
}

extension Row {
    /// A value of the type that the schema demands; of a damaged store it may have another.
    func value<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
        guard let value = Value.fromDatabaseValue(self[index]) else {
            throw StoreFault.damaged("a value of a wrong type")
        }
        return value
    }
}

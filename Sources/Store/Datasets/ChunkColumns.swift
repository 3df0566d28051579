import Foundation
import GRDB

/// Lends the columns of chunks, whose checksums are looked at first.
///
/// SQLite puts a BLOB together in memory of its own, which stays there until the statement moves on;
/// so each field has a statement, and nothing is copied a second time.
final class ChunkColumns {
    private let db: Database
    private var statements: [Int: Statement] = [:]

    init(_ db: Database) { self.db = db }

    /// Lends columns of a chunk, by their numbers; errors name the file.
    func withColumns(
        _ fields: [Int], of chunk: ChunkRow, in file: String,
        _ body: ([Int: PackedColumn]) throws -> Void
    ) throws {
        try lend(fields[...], [:], chunk, file, body)
    }

    private func lend(
        _ fields: ArraySlice<Int>, _ lent: [Int: PackedColumn], _ chunk: ChunkRow, _ file: String,
        _ body: ([Int: PackedColumn]) throws -> Void
    ) throws {
        guard let field = fields.first else { return try body(lent) }
        let damage = StoreFault.damaged(
            "\(file), chunk \(chunk.number), column \(Self.name(field))")
        let statement = try statement(field)
        let cursor = try Row.fetchCursor(statement, arguments: [chunk.id])
        guard let row = try cursor.next() else { throw damage }
        let checksum: Int64 = try row.value(1)
        try row.withUnsafeData(atIndex: 0) { data in
            guard let data else { throw damage }
            try data.withUnsafeBytes { bytes in
                guard Checksum.of(bytes) == checksum,
                    let column = PackedColumn(bytes, rows: chunk.rows)
                else { throw damage }
                var lent = lent
                lent[field] = column
                try lend(fields.dropFirst(), lent, chunk, file, body)
            }
        }
    }

    private func statement(_ field: Int) throws -> Statement {
        if let known = statements[field] { return known }
        let made = try db.makeStatement(
            sql: "SELECT data, checksum FROM chunk_column WHERE chunk = ? AND field = \(field)")
        statements[field] = made
        return made
    }

    /// A column's name for errors.
    static func name(_ field: Int) -> String {
        StoredField(rawValue: field).map { "\($0)" }
            ?? "text \(field - StoredField.presence(ofText: 0) + 1)"
    }
}

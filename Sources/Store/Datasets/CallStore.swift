import Foundation
import GRDB
public import Pricing

/// A store as its user sees it: datasets of log files.
public struct CallStore: Sendable {
    /// The store's file.
    public let path: String

    /// Names a store; nothing is opened yet.
    public init(_ path: String) { self.path = path }

    /// Whether the file at a path is one of SQLite, which no log is.
    public static func isStore(_ path: String) -> Bool { StoreFile.isSQLite(path) }

    /// The datasets by name.
    ///
    /// - Throws: `StoreError`.
    public func datasets() throws(StoreError) -> [StoredDataset] {
        try StoreFile(reading: path).read { db in
            let catalogue = Catalogue(db: db)
            return try catalogue.datasets().map { id, name in
                StoredDataset(name: name, files: try catalogue.files(id).map(\.file))
            }
        }
    }

    /// A dataset.
    ///
    /// - Throws: `StoreError` where there is none of this name.
    public func dataset(_ name: String) throws(StoreError) -> StoredDataset {
        try StoreFile(reading: path).read { db in
            let catalogue = Catalogue(db: db)
            let id = try catalogue.requireDataset(name, of: path)
            return StoredDataset(name: name, files: try catalogue.files(id).map(\.file))
        }
    }

    /// Removes files of a dataset, or all of it; what goes is overwritten with zeros.
    ///
    /// - Parameters:
    ///   - name: The dataset.
    ///   - files: The names of its files; nil removes them all.
    /// - Returns: The files that are gone.
    /// - Throws: `StoreError` where the dataset or a file is not there.
    public func remove(
        _ name: String, files: [String]? = nil
    ) throws(StoreError) -> [StoredFile] {
        _ = try dataset(name)
        let store = try StoreFile(writing: path)
        defer { _ = store.close() }
        return try store.write { db in
            var removed: [StoredFile] = []
            try db.inTransaction(.immediate) {
                removed = try Self.remove(name, files, db, path)
                try Catalogue(db: db).noteChange()
                return .commit
            }
            return removed
        }
    }

    private static func remove(
        _ name: String, _ files: [String]?, _ db: Database, _ path: String
    ) throws -> [StoredFile] {
        let catalogue = Catalogue(db: db)
        let id = try catalogue.requireDataset(name, of: path)
        let known = try catalogue.files(id)
        for file in files ?? [] where !known.contains(where: { $0.file.name == file }) {
            if let whole = known.first(where: { $0.file.joined.contains { $0.name == file } }) {
                throw StoreFault.refused(
                    "\"\(file)\" is joined with others, and can't go alone; \"\(whole.file.name)\" "
                        + "names them all")
            }
            throw StoreFault.refused(
                "no file \"\(file)\" in dataset \"\(name)\"; "
                    + "'tollgate datasets show \(path)#\(name)' lists its files")
        }
        let gone = known.filter { files?.contains($0.file.name) ?? true }
        for file in gone { try FileWriter.delete(file.id, db) }
        try FileWriter.noteLoss(id, db)
        if gone.count == known.count {
            try db.execute(sql: "DELETE FROM dataset WHERE id = ?", arguments: [id])
        }
        return gone.map(\.file)
    }
}

/// A named collection of log files.
public struct StoredDataset: Sendable {
    /// Its name.
    public let name: String
    /// The files, in the order in which they were first taken.
    public let files: [StoredFile]

    /// Calls.
    public var rows: Int { files.reduce(0) { $0 + $1.rows } }

    /// The earliest and the latest call; nil where there are none.
    public var period: ClosedRange<Timestamp>? {
        let periods = files.compactMap(\.period)
        guard let first = periods.map(\.lowerBound).min(),
            let last = periods.map(\.upperBound).max()
        else { return nil }
        return first...last
    }
}

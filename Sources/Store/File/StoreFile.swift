import Foundation
import GRDB

/// An SQLite file that is a store, opened.
///
/// At rest it has a rollback journal and lies alone in its folder. While somebody writes, it has a
/// write-ahead log, so that others read what was there before.
final class StoreFile: Sendable {
    let path: String
    let queue: DatabaseQueue

    /// How long to wait for another process, in seconds.
    static let patience: TimeInterval = 10

    /// Opens a store for reading.
    init(reading path: String, patience: TimeInterval = patience) throws(StoreError) {
        self.path = path
        try Self.requireStore(path)
        var configuration = Self.configuration(patience)
        // A writer that was killed leaves work that only somebody who may write can clear up.
        configuration.readonly = access(path, W_OK) != 0
        queue = try Self.open(path, configuration)
        try read(Self.requireVersion)
    }

    /// Opens a store for writing; makes one where there is none.
    init(writing path: String, patience: TimeInterval = patience) throws(StoreError) {
        self.path = path
        if let size = Self.size(path), size > 0 { try Self.requireStore(path) }
        queue = try Self.open(path, Self.configuration(patience))
        try write(Self.createIfEmpty)
        try write(Self.requireVersion)
        try write { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
    }

    /// Whether the file at a path is one of SQLite, by its first bytes.
    static func isSQLite(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 16)) == Data("SQLite format 3\0".utf8)
    }

    /// Ends the work and leaves the file alone in its folder if nobody else has it open.
    ///
    /// - Returns: What kept the changes from going from the write-ahead log into the file; they are
    ///   safe there, and go over the next time. That others read meanwhile is no such thing.
    func close() -> StoreError? {
        defer { try? queue.close() }
        do {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            return nil
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return nil
        } catch {
            return StoreError(error, path)
        }
    }
}

extension StoreFile {
    /// Reads in one transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw StoreError(error, path)
        }
    }

    /// Runs statements, in whatever transaction is open.
    @discardableResult
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.writeWithoutTransaction(body)
        } catch {
            throw StoreError(error, path)
        }
    }

    private static func configuration(_ patience: TimeInterval) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    private static func open(
        _ path: String, _ configuration: Configuration
    ) throws(StoreError) -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(error, path)
        }
    }

    private static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    private static func requireStore(_ path: String) throws(StoreError) {
        guard size(path) != nil else {
            throw StoreError("\(path): no such store; 'tollgate ingest … --store \(path)' makes it")
        }
        guard isSQLite(path) else {
            throw StoreError("\(path): is no store; expected a file that 'tollgate ingest' made")
        }
    }

    private static func createIfEmpty(_ db: Database) throws {
        guard try isEmpty(db) else { return }
        try db.execute(sql: "PRAGMA page_size = 16384; PRAGMA auto_vacuum = FULL")
        try db.inTransaction(.immediate) {
            // Another process may have been faster.
            guard try isEmpty(db) else { return .commit }
            try db.execute(sql: StoreSchema.statements)
            try db.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(StoreSchema.version)")
            return .commit
        }
    }

    /// Whether there is nothing in it at all: its making was cut short.
    private static func isEmpty(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    }

    private static func requireVersion(_ db: Database) throws {
        guard try !isEmpty(db) else { throw StoreFault.refused("is empty: no store yet") }
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard application == StoreSchema.applicationID else {
            throw StoreFault.otherApplication
        }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version == StoreSchema.version else { throw StoreFault.otherVersion(version) }
    }
}

import GRDB
import Pricing

extension CallStore {
    /// Reads everything and compares it with its checksums.
    ///
    /// - Returns: What is wrong, each with its place; nothing where all is well.
    /// - Throws: `StoreError` where the store can't be looked at.
    public func verify() throws(StoreError) -> [String] {
        do {
            return try StoreFile(reading: path).read { db in
                var verification = Verification(db: db, store: path)
                verification.checkAll()
                return verification.findings
            }
        } catch {
            guard let finding = error.finding else { throw error }
            return [finding]
        }
    }
}

/// The checks of a store.
private struct Verification {
    let db: Database
    let store: String
    /// The store or the dataset that is looked at.
    private var place: String
    private(set) var findings: [String] = []

    init(db: Database, store: String) { (self.db, self.store, place) = (db, store, store) }

    mutating func checkAll() {
        let db = db
        checkStructure()
        let datasets = note { try Catalogue(db: db).datasets() } ?? []
        for dataset in datasets {
            place = "\(store)#\(dataset.name)"
            check(dataset: dataset.id)
        }
    }

    /// What SQLite finds about its own pages, without its headings.
    private mutating func checkStructure() {
        let db = db
        let texts = note { try String.fetchAll(db, sql: "PRAGMA integrity_check") } ?? []
        for line in texts.flatMap({ $0.split(whereSeparator: \.isNewline) })
        where line != "ok" && !line.hasPrefix("***") {
            note { throw StoreFault.damaged(String(line)) }
        }
    }

    mutating func check(dataset: Int64) {
        let catalogue = Catalogue(db: db)
        for file in note({ try catalogue.files(dataset) }) ?? [] {
            for field in StoredField.names + [.systemText, .lastText] {
                note { _ = try catalogue.names(file, field) }
            }
            for chunk in note({ try catalogue.chunks(file) }) ?? [] { check(chunk, of: file.file) }
        }
    }

    private mutating func check(_ chunk: ChunkRow, of file: StoredFile) {
        let columns = ChunkColumns(db)
        for field in file.columns {
            note {
                try columns.withColumns([field], of: chunk, in: file.name) { packed in
                    guard field == StoredField.time.rawValue else { return }
                    guard packed[field]?.period(rows: chunk.rows) == chunk.first...chunk.last else {
                        throw StoreFault.damaged("\(file.name), chunk \(chunk.number), the period")
                    }
                }
            }
        }
    }

    @discardableResult
    private mutating func note<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch {
            let error = StoreError(error, place)
            findings.append(error.finding ?? error.description)
            return nil
        }
    }
}

extension StoredFile {
    /// The numbers of the columns that its chunks have.
    fileprivate var columns: [Int] {
        var fields = StoredField.numbers + StoredField.names + [.recordedCost, .id, .operation]
        if keepsText { fields += [.systemText, .lastText] }
        return fields.map(\.rawValue) + texts.indices.map { StoredField.presence(ofText: $0) }
    }
}

extension PackedColumn {
    fileprivate func period(rows: Int) -> ClosedRange<Timestamp>? {
        var times = [Int64](repeating: 0, count: rows)
        times.withUnsafeMutableBufferPointer { times in
            if let base = times.baseAddress { unpack(0..<rows, into: base) }
        }
        guard let first = times.min(), let last = times.max() else { return nil }
        return Timestamp(nanoseconds: first)...Timestamp(nanoseconds: last)
    }
}

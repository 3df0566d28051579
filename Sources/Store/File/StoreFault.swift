import GRDB

/// What is wrong within a store; `StoreError` says it with the store's path.
enum StoreFault: Error {
    /// An SQLite file of some other program.
    case otherApplication
    /// A store in another format.
    case otherVersion(Int)
    /// What is kept does not have the checksum that is kept with it, or not the right form.
    case damaged(String)
    /// What was asked for can't be had; the message says it all.
    case refused(String)
}

extension StoreError {
    /// The error as one line, whatever it comes from.
    init(_ error: any Error, _ path: String) {
        self =
            switch error {
            case let known as StoreError: known
            case StoreFault.damaged(let what): StoreError(damaged: what, path)
            case let fault as StoreFault: StoreError("\(path): \(fault.message)")
            case let error as DatabaseError where error.isDamage:
                StoreError(damaged: error.words ?? "SQLite can't read it", path)
            case let error as DatabaseError: StoreError("\(path): \(error.explanation)")
            case is RowDecodingError: StoreError(damaged: "a value of a wrong type", path)
            default: StoreError("\(path): \(error)")
            }
    }

    /// The error of a store that is damaged.
    init(damaged what: String, _ path: String) {
        let fact = "\(path): the store is damaged: \(what)"
        self.init(
            "\(fact); restore it from a backup, or ingest the logs into a new store; 'tollgate "
                + "datasets verify' says what is affected",
            finding: "\(fact); restore it from a backup, or remove it and ingest the logs anew")
    }
}

extension StoreFault {
    fileprivate var message: String {
        switch self {
        case .otherApplication:
            "is an SQLite file of another program; expected a store that 'tollgate ingest' made"
        case .otherVersion(let version) where version > StoreSchema.version:
            "is a store of format \(version), from a newer Tollgate; this one reads format "
                + "\(StoreSchema.version); update Tollgate"
        case .otherVersion(let version):
            "is a store of format \(version); expected \(StoreSchema.version); ingest the logs anew"
        case .damaged(let what): "the store is damaged: \(what)"
        case .refused(let message): message
        }
    }
}

extension DatabaseError {
    /// What SQLite says, on one line whatever it quotes.
    fileprivate var words: String? {
        message?.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Whether the file is not as it was written.
    ///
    /// The statements fit the schema, so that one that does not is a sign of damage too.
    fileprivate var isDamage: Bool {
        switch resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH,
            .SQLITE_FORMAT, .SQLITE_TOOBIG:
            true
        default: false
        }
    }

    /// What a user can do about it.
    fileprivate var explanation: String {
        switch resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            "the store is in use by another process; wait until it is done and try again"
        case .SQLITE_FULL:
            "can't be written: the disk is full; what was in the store is intact; make room and "
                + "try again"
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            "can't be written: permission denied; check the permissions of the file and its folder"
        case .SQLITE_CANTOPEN:
            "can't be opened; check that its folder exists and what you may do there"
        case .SQLITE_IOERR:
            "can't be read or written: \(words ?? "input/output error") "
                + "(code \(extendedResultCode.rawValue)); check the disk and try again"
        default: "SQLite says: \(words ?? "\(resultCode)")"
        }
    }
}

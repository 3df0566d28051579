import CScan

/// The keys that a reader asks for in one kind of object, found quickly.
///
/// Logs repeat their keys in the same order line after line. So for each position the key that
/// stood there last is remembered, and compared first: two or three wide loads instead of a scan
/// and a look-up. A key that is not remembered is looked up the slow and sure way, escapes included.
struct KeyTable {
    /// How far the reading of one object has come.
    struct Members {
        fileprivate var position = 0
        fileprivate var seen: UInt128 = 0
    }

    /// How many keys a table can hold.
    static let limit = 128
    /// Stands for a key that the reader does not ask for.
    fileprivate static let other = -1

    private let keys: [[UInt8]?]
    private var guesses: [Guess]

    /// A table whose answers are positions in `keys`; nil there stands for a key that this run
    /// does not ask for.
    ///
    /// - Precondition: at most `limit` keys.
    init(_ keys: [String?]) {
        precondition(keys.count <= Self.limit)
        self.keys = keys.map { key in key.map { Array($0.utf8) } }
        guesses = Array(repeating: .impossible, count: 48)
    }

    /// Moves to the next member that is asked for and takes its key and colon; nil at the end of
    /// the object, which is taken.
    ///
    /// Members that are not asked for are checked and passed over; one that is asked for may stand
    /// there only once.
    @inline(__always)
    mutating func next(
        _ cursor: inout JSONCursor, _ members: inout Members
    ) throws(BadLine) -> Int? {
        while try cursor.nextMember(isFirst: members.position == 0) {
            let key = try match(&cursor, position: members.position)
            members.position += 1
            if key == Self.other {
                try cursor.skipValue()
                continue
            }
            let bit: UInt128 = 1 << UInt128(truncatingIfNeeded: key)
            guard members.seen & bit == 0 else { throw duplicate(key) }
            members.seen |= bit
            return key
        }
        return nil
    }

    private func duplicate(_ key: Int) -> BadLine {
        .duplicate(String(decoding: keys[key] ?? [], as: UTF8.self))
    }

    /// Takes the key and the colon where the cursor stands and says which key it is.
    ///
    /// `position` tells how many members of the object came before.
    @inline(__always)
    private mutating func match(_ cursor: inout JSONCursor, position: Int) throws(BadLine) -> Int {
        if position < guesses.count {
            let field = guesses.withUnsafeBufferPointer { guesses -> Int? in
                let guess = guesses[position]
                guard guess.matches(cursor.at) else { return nil }
                cursor.at += guess.length
                return guess.field
            }
            if let field {
                cursor.skipSpace()
                return field
            }
        }
        return try lookUp(&cursor, position: position)
    }

    @inline(never)
    private mutating func lookUp(_ cursor: inout JSONCursor, position: Int) throws(BadLine) -> Int {
        let start = cursor.at
        let key = try cursor.text()
        let field = index(of: key)
        try cursor.colon()
        if position < guesses.count {
            guesses[position] = Guess(from: start, to: cursor.at, field: field)
        }
        cursor.skipSpace()
        return field
    }

    /// The position of a key, by its unescaped text.
    private func index(of key: JSONText) -> Int {
        key.withUnescaped { bytes in
            keys.firstIndex { $0?.elementsEqual(bytes) ?? false } ?? Self.other
        }
    }
}

/// A key with its quotes and colon as three words, compared without a loop.
private struct Guess {
    static let width = 24
    static let impossible = Guess()

    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
    let length: Int
    let field: Int

    private init() {
        words.0 = 1
        length = 0
        field = KeyTable.other
    }

    /// The bytes of a key; one that is longer than three words is never guessed.
    init(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, field: Int) {
        guard end - start <= Self.width else {
            self = .impossible
            return
        }
        length = end - start
        self.field = field
        masks = (Self.mask(length), Self.mask(length - 8), Self.mask(length - 16))
        let found = Self.load(start)
        words = (found.0 & masks.0, found.1 & masks.1, found.2 & masks.2)
    }

    @inline(__always)
    func matches(_ at: UnsafePointer<UInt8>) -> Bool {
        let found = Self.load(at)
        return (found.0 & masks.0 ^ words.0) | (found.1 & masks.1 ^ words.1)
            | (found.2 & masks.2 ^ words.2) == 0
    }

    @inline(__always)
    private static func load(_ at: UnsafePointer<UInt8>) -> (UInt64, UInt64, UInt64) {
        let raw = UnsafeRawPointer(at)
        return (
            UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)),
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        )
    }

    private static func mask(_ bytes: Int) -> UInt64 {
        if bytes <= 0 { return 0 }
        return bytes >= 8 ? .max : (1 << UInt64(bytes * 8)) - 1
    }
}

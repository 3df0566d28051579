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
    private var guesses: [Guess?]

    /// A table whose answers are positions in `keys`; nil there stands for a key that this run
    /// does not ask for.
    ///
    /// - Precondition: at most `limit` keys.
    init(_ keys: [String?]) {
        precondition(keys.count <= Self.limit)
        self.keys = keys.map { key in key.map { Array($0.utf8) } }
        guesses = Array(repeating: nil, count: 48)
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
        if position < guesses.count, let guess = guesses[position], guess.matches(cursor.at) {
            cursor.at += guess.length
            cursor.skipSpace()
            return guess.field
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

/// A key with its quotes and colon, as it stood in an earlier record.
private struct Guess {
    private let bytes: ShortBytes
    private let mask: ShortBytes.Mask
    let length: Int
    let field: Int

    /// The bytes of a key; nil for one that is too long to be guessed.
    init?(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, field: Int) {
        guard end - start <= ShortBytes.limit else { return nil }
        length = end - start
        mask = ShortBytes.Mask(count: length)
        bytes = ShortBytes(start, mask)
        self.field = field
    }

    @inline(__always)
    func matches(_ at: UnsafePointer<UInt8>) -> Bool { ShortBytes(at, mask) == bytes }
}

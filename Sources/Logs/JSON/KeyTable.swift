/// The keys that a reader asks for in one kind of object, each of which may stand there once.
struct KeyTable {
    /// How far the reading of one object has come, and which keys were met.
    struct Members {
        fileprivate var place = MemberChain.Place()
        fileprivate var seen = PositionSet()
    }

    private let keys: [String?]
    private let chain: MemberChain

    /// A table whose answers are positions in `keys`; nil there stands for a key that this run
    /// does not ask for.
    init(_ keys: [String?]) {
        self.keys = keys
        chain = MemberChain(keys.map { key in key.map { Array($0.utf8) } })
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
        while true {
            let key = try chain.next(&cursor, &members.place)
            if key >= 0 {
                guard members.seen.insert(key) else { throw .duplicate(keys[key] ?? "") }
                cursor.skipSpace()
                return key
            }
            if key == MemberChain.end { return nil }
            try cursor.skipValue()
        }
    }
}

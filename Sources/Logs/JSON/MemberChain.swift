/// Finds the members of one kind of object by what earlier objects looked like.
///
/// Logs repeat their keys in the same order line after line, and what stands between two values,
/// such as `,"model":`, byte for byte. Each such piece is a link that remembers which links followed
/// it: the next member is found by comparing the bytes at the cursor with those of the likely link
/// as a whole, instead of taking them apart. What no likely link matches is taken apart by the
/// grammar, and becomes a link: so the bytes of every link were once valid between two values.
final class MemberChain {
    /// How far the reading of one object has come: the link taken last, nil before the first.
    struct Place {
        fileprivate var link: UnsafeMutablePointer<Link>?
    }

    /// Stands for a key that is not asked for.
    static let other = -1
    /// Stands for the end of the object.
    static let end = -2

    /// More than an object of a log usually has members.
    private static let capacity = 64

    private let keys: [[UInt8]?]
    /// The first one stands before the first member, where no comma follows: it has no bytes.
    private let links: UnsafeMutablePointer<Link>
    private var known = 1

    /// A chain whose answers are positions in `keys`; nil there stands for a key that is not asked
    /// for.
    init(_ keys: [[UInt8]?]) {
        self.keys = keys
        links = .allocate(capacity: Self.capacity)
        links.initialize(repeating: Link(likely: links), count: Self.capacity)
    }

    deinit { links.deallocate() }

    /// Moves to the value of the next member, or a blank before it, and gives the position of its
    /// key, `other`, or `end` where the object ends.
    @inline(__always)
    func next(_ cursor: inout JSONCursor, _ place: inout Place) throws(BadLine) -> Int {
        let previous = place.link ?? links
        let likely = previous.pointee.likely
        if likely.pointee.matches(cursor.at) {
            likely.pointee.take(&cursor)
            place.link = likely
        } else {
            place.link = try cursor.aside { cursor throws(BadLine) in
                try nextButLikely(&cursor, after: previous)
            }
        }
        return place.link?.pointee.key ?? Self.end
    }

    @inline(never)
    private func nextButLikely(
        _ cursor: inout JSONCursor, after previous: UnsafeMutablePointer<Link>
    ) throws(BadLine) -> UnsafeMutablePointer<Link> {
        var next = previous.pointee.second
        if next.pointee.matches(cursor.at) {
            next.pointee.take(&cursor)
        } else {
            next = remember(try takeApart(&cursor, isFirst: previous == links))
        }
        previous.pointee.prefer(next)
        return next
    }

    /// Takes the next member by the grammar.
    private func takeApart(_ cursor: inout JSONCursor, isFirst: Bool) throws(BadLine) -> Link {
        let start = cursor.at
        var key = Self.end
        if try cursor.nextMember(isFirst: isFirst) {
            key = position(of: try cursor.text())
            try cursor.colon()
            cursor.skipSpace()
        }
        return Link(from: start, to: cursor.at, key: key, likely: links)
    }

    /// The position of a key, by its unescaped text.
    private func position(of key: JSONText) -> Int {
        key.withUnescaped { bytes in
            keys.firstIndex { $0?.elementsEqual(bytes) ?? false } ?? Self.other
        }
    }

    /// The place of a link, which is given one if it is new; when all are taken, the learning
    /// begins anew.
    private func remember(_ link: Link) -> UnsafeMutablePointer<Link> {
        if let same = (1..<known).first(where: { links[$0].isSame(as: link) }) {
            return links + same
        }
        if known == Self.capacity {
            links.update(repeating: Link(likely: links), count: Self.capacity)
            known = 1
        }
        links[known] = link
        known += 1
        return links + (known - 1)
    }
}

/// What stood between two values of an object: a key with all around it, or the closing brace.
private struct Link {
    private let bytes: ShortBytes
    private let mask: ShortBytes.Mask
    let length: Int
    let key: Int
    /// The links that followed the last times.
    private(set) var likely, second: UnsafeMutablePointer<Link>

    /// A link that no bytes match.
    init(likely: UnsafeMutablePointer<Link>) {
        bytes = .unmatched
        mask = ShortBytes.Mask(count: 0)
        length = 0
        key = MemberChain.other
        self.likely = likely
        second = likely
    }

    /// A link that is too long to be compared matches nothing, but remembers what follows it.
    init(
        from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, key: Int,
        likely: UnsafeMutablePointer<Link>
    ) {
        length = end - start
        let isShort = length <= ShortBytes.limit
        mask = ShortBytes.Mask(count: isShort ? length : 0)
        bytes = isShort ? ShortBytes(start, mask) : .unmatched
        self.key = key
        self.likely = likely
        second = likely
    }

    mutating func prefer(_ link: UnsafeMutablePointer<Link>) {
        second = likely
        likely = link
    }

    @inline(__always)
    func matches(_ at: UnsafePointer<UInt8>) -> Bool { ShortBytes(at, mask) == bytes }

    /// Moves over the bytes that were matched.
    @inline(__always)
    func take(_ cursor: inout JSONCursor) {
        cursor.at += length
        if key == MemberChain.end { cursor.leaveObject() }
    }

    func isSame(as other: Link) -> Bool {
        bytes == other.bytes && length == other.length && key == other.key
    }
}

/// All tags of a record as one text, so that a set of tags is interned like a name.
///
/// Sorted by key, each key and value as its length in bytes, a colon and itself
/// (https://cr.yp.to/proto/netstrings.txt, without the comma), so that any text may stand in them.
public struct TagSet {
    /// A tag's key and its value as UTF-8.
    public typealias Tag = (key: [UInt8], value: [UInt8])

    /// Sorted by key.
    public let tags: [Tag]

    /// The set of these tags; of several with one key the first counts.
    public init(_ tags: [Tag]) {
        var sorted: [Tag] = []
        let places = tags.indices.sorted {
            tags[$0].key == tags[$1].key
                ? $0 < $1 : tags[$0].key.lexicographicallyPrecedes(tags[$1].key)
        }
        for place in places where sorted.last?.key != tags[place].key {
            sorted.append(tags[place])
        }
        self.tags = sorted
    }

    /// The set of these tags.
    public init(_ tags: KeyValuePairs<String, String>) {
        self.init(tags.map { (Array($0.utf8), Array($1.utf8)) })
    }

    /// Takes the text of a set apart; nil where it is none.
    public init?(text: String) {
        var rest = Array(text.utf8)[...]
        var tags: [Tag] = []
        while !rest.isEmpty {
            guard let key = Self.takePart(&rest), let value = Self.takePart(&rest) else {
                return nil
            }
            tags.append((key, value))
        }
        self.tags = tags
    }

    /// The set as text; empty where there are no tags.
    public var text: [UInt8] {
        tags.flatMap { Self.part($0.key) + Self.part($0.value) }
    }

    /// The value of a tag.
    public func value(of key: String) -> [UInt8]? {
        tags.first { $0.key.elementsEqual(key.utf8) }?.value
    }

    private static func part(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(bytes.count):".utf8) + bytes
    }

    private static func takePart(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let digits = rest.prefix { $0 != UInt8(ascii: ":") }
        guard let count = Int(String(decoding: digits, as: UTF8.self)),
            0...(rest.count - digits.count - 1) ~= count
        else { return nil }
        let part = rest.dropFirst(digits.count + 1).prefix(count)
        rest = rest[part.endIndex...]
        return Array(part)
    }
}

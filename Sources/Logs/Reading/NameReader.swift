import Calls

/// Interns the names of one field; logs repeat them, so those met lately are compared first.
struct NameReader {
    private struct Entry {
        var name: ShortBytes
        var id: NameID
    }

    private static let slotBits: UInt64 = 5

    private let names: NameTable
    private var lately: [Entry?]

    init(_ names: NameTable) {
        self.names = names
        lately = Array(repeating: nil, count: 1 << Self.slotBits)
    }

    /// The id of a name; an empty name is one that the record lacks.
    @inline(__always)
    mutating func id(_ text: JSONText?) -> NameID {
        guard let text, text.count > 0 else { return .none }
        guard !text.hasEscapes && text.count <= ShortBytes.limit else { return intern(text) }
        let name = ShortBytes(text.start, ShortBytes.Mask(count: text.count))
        let slot = Int(truncatingIfNeeded: name.mixed >> (64 - Self.slotBits))
        if let entry = lately[slot], entry.name == name { return entry.id }
        let id = intern(text)
        lately[slot] = Entry(name: name, id: id)
        return id
    }

    @inline(never)
    private func intern(_ text: JSONText) -> NameID { text.withUnescaped { names.intern($0) } }
}

import Calls

/// Interns the names of one field; logs repeat them, so those met lately are compared first.
struct NameReader {
    private struct Entry {
        /// With the closing quote.
        var name = ShortBytes.unmatched
        var mask = ShortBytes.Mask(count: 0)
        var count = 0
        var id = NameID.none
    }

    private static let slotBits: UInt64 = 6

    private let names: NameTable
    private var lately = [Entry](repeating: Entry(), count: 1 << slotBits)

    init(_ names: NameTable) { self.names = names }

    /// The id of a name; an empty name is one that the record lacks.
    @inline(__always)
    mutating func id(_ text: JSONText?) -> NameID {
        guard let text, text.count > 0 else { return .none }
        let slot = Self.slot(text)
        let entry = lately[slot]
        // The count tells names from other values (of tags), behind which no quote stands.
        if text.count == entry.count && ShortBytes(text.start, entry.mask) == entry.name {
            return entry.id
        }
        return intern(text, slot: slot)
    }

    /// Where a name is remembered, by its last bytes.
    @inline(__always)
    private static func slot(_ text: JSONText) -> Int {
        let bytes = UnsafeRawPointer(text.start)
        let last =
            text.count >= 8
            ? bytes.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self).littleEndian
            : bytes.loadUnaligned(as: UInt64.self).littleEndian << UInt64(64 - 8 * text.count)
        let mixed = last &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> (64 - slotBits))
    }

    @inline(never)
    private mutating func intern(_ text: JSONText, slot: Int) -> NameID {
        let id = text.withUnescaped { names.intern($0) }
        let isQuoted = text.start[text.count] == UInt8(ascii: "\"")
        if isQuoted && !text.hasEscapes && text.count < ShortBytes.limit {
            let mask = ShortBytes.Mask(count: text.count + 1)
            lately[slot] = Entry(
                name: ShortBytes(text.start, mask), mask: mask, count: text.count, id: id)
        }
        return id
    }
}

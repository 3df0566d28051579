/// A name (model, user, team, tag value…) as a small integer; valid within one `NameTable`.
@frozen
public struct NameID: Hashable, Sendable, BitwiseCopyable {
    /// Position in the table; 0 stands for a name that the record lacks.
    public let rawValue: UInt32

    /// Wraps a position in a table.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The record lacks this name.
    @inlinable public static var none: NameID { NameID(rawValue: 0) }
}

/// Gives each distinct name a small integer, so that rows carry no strings.
///
/// One table belongs to one worker; tables of different workers are brought together by name.
/// Memory grows with the distinct names, not with the rows.
public final class NameTable {
    private var names: [String] = [""]
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    /// An empty table.
    public init() {}

    /// How many ids have been given, `NameID.none` included.
    public var count: Int { names.count }

    /// All names, each at the position that its id tells; the first is empty.
    public var all: [String] { names }

    /// The name behind an id; empty for `NameID.none`.
    public func name(_ id: NameID) -> String { names[Int(id.rawValue)] }

    /// The id of a name; the same bytes always give the same id.
    public func intern(_ name: String) -> NameID {
        var copy = name
        return copy.withUTF8 { intern($0) }
    }

    /// The id of a name given as UTF-8 bytes.
    public func intern(_ name: UnsafeBufferPointer<UInt8>) -> NameID {
        var slot = Int(truncatingIfNeeded: hash64(name, seed: 0)) & (slots.count - 1)
        while slots[slot] != 0 {
            if isName(slots[slot], equalTo: name) { return NameID(rawValue: slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(name, at: slot)
    }

    private func isName(_ id: UInt32, equalTo name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = ends[Int(id) - 1]
        guard ends[Int(id)] - start == name.count else { return false }
        return bytes.withUnsafeBufferPointer { stored in
            stored[start..<start + name.count].elementsEqual(name)
        }
    }

    private func add(_ name: UnsafeBufferPointer<UInt8>, at slot: Int) -> NameID {
        let id = UInt32(names.count)
        names.append(String(decoding: name, as: UTF8.self))
        bytes.append(contentsOf: name)
        ends.append(bytes.count)
        slots[slot] = id
        if names.count * 2 > slots.count { grow() }
        return NameID(rawValue: id)
    }

    private func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        bytes.withUnsafeBufferPointer { stored in
            for id in 1..<names.count {
                let name = UnsafeBufferPointer(rebasing: stored[ends[id - 1]..<ends[id]])
                var slot = Int(truncatingIfNeeded: hash64(name, seed: 0)) & (larger.count - 1)
                while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
                larger[slot] = UInt32(id)
            }
        }
        slots = larger
    }
}

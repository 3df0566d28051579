import Calls

/// Interns the names of one field; logs repeat them, so the last one is compared first.
struct NameReader {
    private let names: NameTable
    private var last: [UInt8] = []
    private var lastID = NameID.none

    init(_ names: NameTable) { self.names = names }

    /// The id of a name; an empty name is one that the record lacks.
    @inline(__always)
    mutating func id(_ text: JSONText?) -> NameID {
        guard let text, text.count > 0 else { return .none }
        if !text.hasEscapes && isLast(text) { return lastID }
        return intern(text)
    }

    @inline(__always)
    private func isLast(_ text: JSONText) -> Bool {
        guard last.count == text.count else { return false }
        return last.withUnsafeBufferPointer { last in
            for offset in 0..<last.count where last[offset] != text.start[offset] { return false }
            return true
        }
    }

    @inline(never)
    private mutating func intern(_ text: JSONText) -> NameID {
        last.removeAll(keepingCapacity: true)
        text.appendUnescaped(to: &last)
        lastID = last.withUnsafeBufferPointer { names.intern($0) }
        return lastID
    }
}

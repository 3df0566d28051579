/// Gives each distinct pair of small integers a small integer, in order of appearance.
///
/// Chained, tables turn any number of columns into one column of dense ids: the id of
/// (model, tier, rule) is the id of (id of (model, tier), rule). An id of a row is then the index of
/// the row's totals.
struct PairTable {
    /// The pairs by id.
    private(set) var pairs: [(left: UInt32, right: UInt32)] = []
    /// Positions in `pairs`, plus one so that 0 is empty; as many as a power of two.
    private var slots: [UInt32] = Array(repeating: 0, count: 256)
    /// 64 less the bits of a slot's index.
    private var shift: UInt64 = 56

    /// Replaces each id of a column by the id of its pair with the value beside it.
    mutating func combine(
        _ ids: UnsafeMutablePointer<UInt32>, with values: UnsafePointer<UInt32>, count: Int
    ) {
        guard count > 0 else { return }
        var (left, right) = (ids[0], values[0])
        var id = id(left, right)
        ids[0] = id
        for row in 1..<count {
            if ids[row] != left || values[row] != right {
                (left, right) = (ids[row], values[row])
                id = self.id(left, right)
            }
            ids[row] = id
        }
    }

    /// The id of a pair.
    mutating func id(_ left: UInt32, _ right: UInt32) -> UInt32 {
        var slot = home(left, right)
        while slots[slot] != 0 {
            let id = slots[slot] - 1
            if pairs[Int(id)] == (left, right) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        pairs.append((left, right))
        slots[slot] = UInt32(pairs.count)
        if pairs.count * 2 > slots.count { grow() }
        return UInt32(pairs.count - 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        shift -= 1
        for (index, pair) in pairs.enumerated() {
            var slot = home(pair.left, pair.right)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// The first slot to look at: as many of a product's topmost bits as the table has, on which all
    /// bits of both numbers have an influence (Knuth, "Sorting and Searching", 6.4).
    private func home(_ left: UInt32, _ right: UInt32) -> Int {
        let mixed = (UInt64(left) << 32 | UInt64(right)) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> shift)
    }
}

/// Gives each distinct pair of small integers a small integer, in order of appearance.
///
/// Chained, tables turn any number of columns into one column of dense ids: the id of
/// (model, tier, rule) is the id of (id of (model, tier), rule). An id of a row is then the index of
/// the row's totals.
struct PairTable {
    private struct Slot {
        var left: UInt32 = 0
        var right: UInt32 = 0
        /// Position in `pairs`, plus one so that 0 is empty.
        var number: UInt32 = 0
    }

    /// The pairs by id.
    private(set) var pairs: [(left: UInt32, right: UInt32)] = []
    /// The numbers of pairs of small integers, as almost all are, by both; 0 where there is none.
    private var small = [UInt32](repeating: 0, count: Int(1 << (2 * Self.smallBits)))
    private static let smallBits: UInt32 = 7
    /// As many as a power of two.
    private var slots = [Slot](repeating: Slot(), count: 256)
    /// 64 less the bits of a slot's index.
    private var shift: UInt64 = 56

    /// Replaces each id of a column by the id of its pair with the value beside it.
    mutating func combine(
        _ ids: UnsafeMutablePointer<UInt32>, with values: UnsafePointer<UInt32>, count: Int
    ) {
        var row = 0
        while true {
            row = combineKnown(ids, with: values, rows: row..<count)
            guard row < count else { return }
            ids[row] = id(ids[row], values[row])
            row += 1
        }
    }

    /// Goes on until a pair is met that has no id yet, and gives its row, or the end.
    private func combineKnown(
        _ ids: UnsafeMutablePointer<UInt32>, with values: UnsafePointer<UInt32>, rows: Range<Int>
    ) -> Int {
        small.withUnsafeBufferPointer { small in
            slots.withUnsafeBufferPointer { slots in
                for row in rows {
                    let (left, right) = (ids[row], values[row])
                    let number =
                        if let place = Self.smallPlace(of: left, right) {
                            small[place]
                        } else {
                            slots[home(of: left, right, in: slots)].number
                        }
                    guard number > 0 else { return row }
                    ids[row] = number &- 1
                }
                return rows.upperBound
            }
        }
    }

    /// Where a pair of small integers has its number.
    @inline(__always)
    private static func smallPlace(of left: UInt32, _ right: UInt32) -> Int? {
        (left | right) >> smallBits == 0 ? Int(left << smallBits | right) : nil
    }

    /// The id of a pair.
    mutating func id(_ left: UInt32, _ right: UInt32) -> UInt32 {
        let slot = slots.withUnsafeBufferPointer { home(of: left, right, in: $0) }
        if slots[slot].number > 0 { return slots[slot].number - 1 }
        pairs.append((left, right))
        slots[slot] = Slot(left: left, right: right, number: UInt32(pairs.count))
        if let place = Self.smallPlace(of: left, right) { small[place] = UInt32(pairs.count) }
        if pairs.count * 2 > slots.count { grow() }
        return UInt32(pairs.count - 1)
    }

    private mutating func grow() {
        let known = slots
        slots = [Slot](repeating: Slot(), count: known.count * 2)
        shift -= 1
        for slot in known where slot.number > 0 {
            let empty = slots.withUnsafeBufferPointer { home(of: slot.left, slot.right, in: $0) }
            slots[empty] = slot
        }
    }

    /// The slot of a pair, or the empty one where it belongs.
    ///
    /// The search begins with as many of a product's topmost bits as the table has, on which all
    /// bits of both numbers have an influence (Knuth, "Sorting and Searching", 6.4).
    @inline(__always)
    private func home(
        of left: UInt32, _ right: UInt32, in slots: UnsafeBufferPointer<Slot>
    ) -> Int {
        let mixed = (UInt64(left) << 32 | UInt64(right)) &* 0x9E37_79B9_7F4A_7C15
        var position = Int(truncatingIfNeeded: mixed &>> shift)
        while slots[position].number > 0
            && (slots[position].left != left || slots[position].right != right)
        {
            position = (position &+ 1) & (slots.count &- 1)
        }
        return position
    }
}

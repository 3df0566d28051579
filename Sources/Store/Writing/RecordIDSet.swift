import Calls

/// The ids of the records of a dataset, by which repeated ones are told: 16 bytes a slot, of which
/// at most three quarters are taken.
///
/// An id is a good hash already, so its lowest bits are the slot to look at first.
struct RecordIDSet {
    private var slots: [UInt128] = Array(repeating: 0, count: 1 << 10)
    private(set) var count = 0

    /// Adds an id; false where it was there already.
    mutating func insert(_ id: RecordID) -> Bool {
        var slot = home(id.rawValue)
        while slots[slot] != 0 {
            if slots[slot] == id.rawValue { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = id.rawValue
        count += 1
        if count * 4 > slots.count * 3 { grow() }
        return true
    }

    private func home(_ id: UInt128) -> Int {
        Int(truncatingIfNeeded: id >> 64) & (slots.count - 1)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        for id in old where id != 0 {
            var slot = home(id)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = id
        }
    }
}

/// Positions met so far; those below 64, which all are as a rule, take no memory of their own.
struct PositionSet {
    private var low: UInt64 = 0
    private var high: Set<Int> = []

    /// Notes a position; false if it was met before.
    @inline(__always)
    mutating func insert(_ position: Int) -> Bool {
        guard position < UInt64.bitWidth else { return high.insert(position).inserted }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: position)
        guard low & bit == 0 else { return false }
        low |= bit
        return true
    }

    mutating func removeAll() {
        low = 0
        if !high.isEmpty { high.removeAll() }
    }
}

/// The requests on their way, in slots that are used again and again.
struct RequestTable {
    private var slots: [Request] = []
    private var free: [Int32] = []

    /// How many there are.
    var count: Int { slots.count - free.count }

    /// Keeps a request; gives its slot.
    mutating func insert(_ request: Request) -> Int32 {
        guard let slot = free.popLast() else {
            slots.append(request)
            return Int32(slots.count - 1)
        }
        slots[Int(slot)] = request
        return slot
    }

    /// Forgets a request; its slot may be another's from now on.
    mutating func remove(_ slot: Int32) { free.append(slot) }

    subscript(slot: Int32) -> Request {
        _read { yield slots[Int(slot)] }
        _modify { yield &slots[Int(slot)] }
    }
}

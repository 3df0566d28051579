import Limits

/// What will happen, the next thing first: a binary heap.
struct EventHeap {
    private var events: [Event] = []
    private var foreseen: UInt64 = 0

    var count: Int { events.count }

    /// Foresees an event.
    mutating func insert(_ event: Event) {
        var event = event
        event.order = foreseen
        foreseen += 1
        events.append(event)
        let last = events.count - 1
        events.withUnsafeMutableBufferPointer { Self.rise(event, from: last, in: $0) }
    }

    /// Takes the next event, if it isn't after a time.
    mutating func popFirst(notAfter time: Instant) -> Event? {
        guard let first = events.first, first.time <= time else { return nil }
        let last = events.removeLast()
        if !events.isEmpty {
            events.withUnsafeMutableBufferPointer { Self.sink(last, in: $0) }
        }
        return first
    }

    private static func rise(
        _ event: Event, from place: Int, in events: UnsafeMutableBufferPointer<Event>
    ) {
        var hole = place
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard event.isBefore(events[parent]) else { break }
            events[hole] = events[parent]
            hole = parent
        }
        events[hole] = event
    }

    /// The last event is nearly always one of the latest: the hole goes all the way down without
    /// looking at it, and it rises from there.
    private static func sink(_ event: Event, in events: UnsafeMutableBufferPointer<Event>) {
        var hole = 0
        var child = 1
        while child + 1 < events.count {
            if events[child + 1].isBefore(events[child]) { child += 1 }
            events[hole] = events[child]
            hole = child
            child = 2 * hole + 1
        }
        if child < events.count {
            events[hole] = events[child]
            hole = child
        }
        rise(event, from: hole, in: events)
    }
}

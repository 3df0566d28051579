/// Requests that wait, first come first served.
///
/// Who leaves before its turn keeps a place in memory until it would be first.
struct WaitingLine {
    /// The slot of a request, and the ticket with which it waits.
    struct Place {
        let slot: Int32
        let ticket: UInt32
    }

    private var places: [Place] = []
    private var head = 0

    /// The first place, whether or not its request still waits.
    var first: Place? { head < places.count ? places[head] : nil }

    mutating func append(_ place: Place) { places.append(place) }

    mutating func removeFirst() {
        head += 1
        // As rarely as there are places to move, so that each is moved about once.
        guard head > 64, head > places.count / 2 else { return }
        places.removeFirst(head)
        head = 0
    }
}

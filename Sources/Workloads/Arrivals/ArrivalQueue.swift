/// Which of several streams has the next arrival: a binary heap.
struct ArrivalQueue {
    /// An arrival and the stream that it belongs to.
    struct Arrival {
        let time: Int64
        let stream: Int

        /// Of arrivals at one instant that of the first stream comes first, always.
        static func < (left: Arrival, right: Arrival) -> Bool {
            (left.time, left.stream) < (right.time, right.stream)
        }
    }

    private var heap: [Arrival]

    /// The first arrival of each stream.
    init(_ first: [Arrival]) { heap = first.sorted { $0 < $1 } }

    /// The earliest arrival.
    var earliest: Arrival { heap[0] }

    /// Puts the stream's next arrival in place of the earliest one.
    mutating func replaceEarliest(by next: Arrival) {
        var place = 0
        while case let child = smallerChild(of: place), child < heap.count, heap[child] < next {
            heap[place] = heap[child]
            place = child
        }
        heap[place] = next
    }

    private func smallerChild(of place: Int) -> Int {
        let left = 2 * place + 1
        return left + 1 < heap.count && heap[left + 1] < heap[left] ? left + 1 : left
    }
}

import Calls
import Pricing

/// What is changed about the requests that a report lists.
///
/// They are told by time, kind and usage; of several that agree in all three it does not matter
/// which is which, but that each is one of them.
struct ListedCalls {
    private struct Key: Hashable {
        let time: Int64
        let kind: Int
        let usage: TokenUsage
    }

    /// The positions of the requests that are still to be met.
    private var waiting: [Key: [Int]]
    /// A request's position, and what is changed about it.
    private(set) var changes: [(request: Int, combination: UInt32)] = []

    init(_ requests: [RankedRequest]) {
        waiting = Dictionary(
            grouping: requests.indices.sorted {
                requests[$0].id.rawValue > requests[$1].id.rawValue
            },
            by: { index in
                let request = requests[index]
                return Key(
                    time: request.time.nanoseconds, kind: request.kind, usage: request.usage)
            })
    }

    /// Looks whether a call is listed, and notes what is changed about it.
    mutating func note(_ call: CallSequence.Call, _ combination: UInt32) {
        guard !waiting.isEmpty else { return }
        let key = Key(time: call.time, kind: call.kind, usage: call.usage)
        guard let request = waiting[key]?.popLast(), combination != 0 else { return }
        changes.append((request, combination))
    }
}

import Calls

/// Which span lies in which, over all lines and files.
struct SpanTree {
    /// No span: the parent of a root.
    private static let none: Int32 = -1

    /// For each span the place of the span around it, if the logs have it.
    let parents: [Int32]
    /// The places of spans, each behind all that lie in it.
    let innerFirst: [Int32]
    /// The places of spans that stood there before.
    let repeated: Set<Int>

    init(_ spans: [CallPiece]) {
        var places: [RecordID: Int32] = Dictionary(minimumCapacity: spans.count)
        var repeated: Set<Int> = []
        for (place, span) in spans.enumerated() where places[span.key] == nil {
            places[span.key] = Int32(place)
        }
        for (place, span) in spans.enumerated() where places[span.key] != Int32(place) {
            repeated.insert(place)
        }
        let parents = spans.map { places[$0.parent] ?? Self.none }
        (self.parents, innerFirst) = Self.sorted(parents)
        self.repeated = repeated
    }

    /// The place of the span around another; nil for a root.
    func parent(of place: Int) -> Int? {
        parents[place] == Self.none ? nil : Int(parents[place])
    }

    /// Puts each behind all that lie in it; spans around themselves, which only damaged logs have,
    /// become roots.
    private static func sorted(
        _ given: [Int32]
    ) -> (parents: [Int32], innerFirst: [Int32]) {
        var parents = given
        var pending = [Int32](repeating: 0, count: given.count)
        for parent in given where parent >= 0 { pending[Int(parent)] += 1 }
        var order = given.indices.filter { pending[$0] == 0 }.map { Int32($0) }
        order.reserveCapacity(given.count)
        var next = 0
        while next < order.count {
            let parent = given[Int(order[next])]
            next += 1
            guard parent >= 0 else { continue }
            pending[Int(parent)] -= 1
            if pending[Int(parent)] == 0 { order.append(parent) }
        }
        for place in given.indices where pending[place] > 0 {
            parents[place] = none
            order.append(Int32(place))
        }
        return (parents, order)
    }
}

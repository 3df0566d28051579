import Statistics

/// One of several things, each with its weight.
struct WeightedChoice<Element: Sendable>: Sendable {
    let elements: [Element]
    /// Sums of the weights so far.
    private let ends: [UInt64]

    /// A choice among at least one element; weights are positive.
    init(_ weighted: [(element: Element, weight: UInt64)]) {
        elements = weighted.map(\.element)
        var sum: UInt64 = 0
        ends = weighted.map { entry in
            sum += entry.weight
            return sum
        }
        precondition(sum > 0)
    }

    /// The same without weights and with other elements.
    func map<Other>(_ transform: (Element) -> Other) -> WeightedChoice<Other> {
        WeightedChoice<Other>(elements.map(transform), ends)
    }

    private init(_ elements: [Element], _ ends: [UInt64]) {
        (self.elements, self.ends) = (elements, ends)
    }

    /// An element drawn at random.
    func sample(_ bits: inout SplitMix64) -> Element {
        guard elements.count > 1 else { return elements[0] }
        let place = bits.below(ends[ends.count - 1])
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            (low, high) = ends[middle] > place ? (low, middle) : (middle + 1, high)
        }
        return elements[low]
    }
}

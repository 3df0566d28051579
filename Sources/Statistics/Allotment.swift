/// Whole numbers of members that a sample takes of each part of a population.
public enum Allotment {
    /// Rounds sizes so that they add up, by largest remainder, and every part has at least one
    /// member and no more than there are.
    ///
    /// - Parameters:
    ///   - shares: What each part should have, in any unit; not negative.
    ///   - populations: How many members each part has, at least one.
    ///   - total: How many members to take, from the number of parts to the whole population.
    /// - Returns: One size for each part.
    public static func sizes(
        _ shares: [Double], populations: [Int], total: Int
    ) -> [Int] {
        precondition(shares.count == populations.count && total >= populations.count)
        var sizes = [Int](repeating: 1, count: shares.count)
        var open = Set(shares.indices.filter { populations[$0] > 1 })
        var left = min(total, populations.reduce(0, +)) - shares.count
        while left > 0, !open.isEmpty {
            let given = round(left, open, shares, sizes, populations)
            for (place, more) in given { sizes[place] += more }
            left -= given.reduce(0) { $0 + $1.more }
            open = open.filter { sizes[$0] < populations[$0] }
        }
        return sizes
    }

    /// What open parts get of the members that are left; those that are filled up end a round early.
    private static func round(
        _ left: Int, _ open: Set<Int>, _ shares: [Double], _ sizes: [Int], _ populations: [Int]
    ) -> [(place: Int, more: Int)] {
        let places = open.sorted()
        let taken = places.reduce(0) { $0 + sizes[$1] }
        let wanted = wants(places, shares, total: Double(left + taken)).enumerated().map {
            max(0, $0.element - Double(sizes[places[$0.offset]]))
        }
        let sum = wanted.reduce(0, +)
        let exact = wanted.map {
            sum > 0 ? $0 * Double(left) / sum : Double(left) / Double(places.count)
        }
        var more = exact.map { Int($0) }
        let rest = left - more.reduce(0, +)
        let byRemainder = exact.indices.sorted {
            let (first, second) = (exact[$0] - Double(more[$0]), exact[$1] - Double(more[$1]))
            return first == second ? $0 < $1 : first > second
        }
        for place in byRemainder.prefix(max(0, rest)) { more[place] += 1 }
        return zip(places, more).map { ($0, min($1, populations[$0] - sizes[$0])) }
    }

    private static func wants(_ places: [Int], _ shares: [Double], total: Double) -> [Double] {
        let sum = places.reduce(0) { $0 + shares[$1] }
        guard sum > 0 else { return places.map { _ in total / Double(places.count) } }
        return places.map { shares[$0] / sum * total }
    }
}

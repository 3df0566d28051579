/// Looks for the smallest whole number at which something holds, and whether it holds at all larger
/// ones: by halving, where a grid around the answer gives no reason to doubt it, else on a grid.
struct SmallestSearch<Fault: Error> {
    /// What a search found.
    struct Answer {
        /// The smallest number from which on it holds wherever it was tried; nil where there is none.
        let smallest: Int64?
        /// How finely it was looked.
        let resolution: Int64
        /// A number at which it holds and a larger one at which it does not, if there are any.
        let exception: (holds: Int64, fails: Int64)?
    }

    /// How many numbers a grid has.
    private static var gridSize: Int64 { 48 }

    /// The largest number that is tried.
    let most: Int64
    private let predicate: (Int64) throws(Fault) -> Bool
    private(set) var tried: [Int64: Bool] = [:]

    /// A search that tries each number once.
    init(upTo most: Int64, _ predicate: @escaping (Int64) throws(Fault) -> Bool) {
        (self.most, self.predicate) = (most, predicate)
    }

    /// The answer.
    ///
    /// - Parameter guess: Where to begin, at least one.
    /// - Returns: The answer.
    /// - Throws: What trying a number throws.
    mutating func answer(near guess: Int64) throws(Fault) -> Answer {
        guard let found = try halve(try bracket(from: min(most, max(1, guess)))) else {
            return Answer(smallest: nil, resolution: 1, exception: nil)
        }
        for percent: Int64 in [50, 70, 80, 90, 95, 99, 101, 105, 110, 125, 150, 200] {
            _ = try holds(min(most, max(1, found * percent / 100)))
        }
        guard let exception else {
            return Answer(smallest: found, resolution: 1, exception: nil)
        }
        return try scan(exception)
    }

    private mutating func holds(_ number: Int64) throws(Fault) -> Bool {
        if let known = tried[number] { return known }
        let holds = try predicate(number)
        tried[number] = holds
        return holds
    }

    /// Numbers at which it does not hold and holds; zero stands for one at which it does not.
    private mutating func bracket(
        from guess: Int64
    ) throws(Fault) -> (low: Int64, high: Int64)? {
        var (low, high) = (Int64(0), guess)
        while !(try holds(high)) {
            guard high < most else { return nil }
            (low, high) = (high, min(most, 2 * high))
        }
        return (low, high)
    }

    private mutating func halve(
        _ bracket: (low: Int64, high: Int64)?
    ) throws(Fault) -> Int64? {
        guard var (low, high) = bracket else { return nil }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            (low, high) = try holds(middle) ? (low, middle) : (middle, high)
        }
        return high
    }

    /// The smallest number at which it holds and the largest at which it does not, where these are
    /// the wrong way round.
    private var exception: (holds: Int64, fails: Int64)? {
        guard let first = tried.filter(\.value).keys.min(),
            let last = tried.filter({ !$0.value }).keys.max(), first < last
        else { return nil }
        return (first, last)
    }

    /// Tries numbers at equal distances to well beyond the doubt.
    private mutating func scan(
        _ doubt: (holds: Int64, fails: Int64)
    ) throws(Fault) -> Answer {
        let (low, high) = (max(1, doubt.holds / 2), min(most, doubt.fails * 3 / 2 + 1))
        let step = max(1, (high - low) / Self.gridSize)
        for number in stride(from: low, through: high, by: Int64.Stride(step)) {
            _ = try holds(number)
        }
        let lastFailure = tried.filter { !$0.value }.keys.max() ?? 0
        let smallest = tried.filter { $0.value && $0.key > lastFailure }.keys.min()
        return Answer(smallest: smallest, resolution: step, exception: exception)
    }
}

/// How many of a number of independent trials succeed.
///
/// Probabilities are relative to the most likely count and follow from one another by their ratios,
/// outwards from there; sums are compensated (Neumaier). Neither factorials nor powers occur, so
/// that a million trials are as exact as ten: to about 1e-12.
public struct BinomialDistribution: Hashable, Sendable {
    /// The trials.
    public let trials: Int
    /// How likely one succeeds.
    public let share: Double
    /// The least count that is not beyond belief.
    private let first: Int
    /// How likely at most so many succeed, from `first` on.
    private let cumulative: [Double]

    /// A distribution.
    ///
    /// - Parameters:
    ///   - trials: At least one.
    ///   - share: Strictly between 0 and 1.
    public init(trials: Int, share: Double) {
        precondition(trials > 0 && share > 0 && share < 1)
        (self.trials, self.share) = (trials, share)
        let mode = min(trials, Int(Double(trials + 1) * share))
        let odds = share / (1 - share)
        let above = Self.ratios(mode..<trials) { Double(trials - $0) / Double($0 + 1) * odds }
        let below = Self.ratios((0..<mode).reversed()) {
            Double($0 + 1) / (Double(trials - $0) * odds)
        }
        first = mode - below.count
        cumulative = Self.sums(below.reversed() + [1] + above)
    }

    /// How likely at most so many trials succeed.
    public func probability(upTo count: Int) -> Double {
        guard count >= first else { return 0 }
        return count - first < cumulative.count ? cumulative[count - first] : 1
    }

    /// The smallest count that is not exceeded with at least this probability.
    public func quantile(_ probability: Double) -> Int {
        precondition(probability > 0 && probability < 1)
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] >= probability { high = middle } else { low = middle + 1 }
        }
        return first + low
    }

    /// Products of the ratios, as long as they matter.
    private static func ratios(_ counts: some Sequence<Int>, _ ratio: (Int) -> Double) -> [Double] {
        var (product, products) = (1.0, [Double]())
        for count in counts {
            product *= ratio(count)
            if product < 1e-60 { break }
            products.append(product)
        }
        return products
    }

    /// Running sums as shares of the whole.
    private static func sums(_ weights: [Double]) -> [Double] {
        var (sum, lost) = (0.0, 0.0)
        let sums = weights.map { weight in
            let next = sum + weight
            lost += sum >= weight ? (sum - next) + weight : (weight - next) + sum
            sum = next
            return sum + lost
        }
        let whole = sum + lost
        return sums.map { $0 / whole }
    }
}

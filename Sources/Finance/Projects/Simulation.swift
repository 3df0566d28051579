import Statistics

/// What a project may be worth where its inputs are uncertain: many draws of them, each independent
/// of the others.
public struct Simulation: Hashable, Sendable {
    /// How an input lies.
    public struct Uncertainty: Hashable, Sendable {
        /// Which one.
        public let input: ScenarioInput
        /// How it lies.
        public let distribution: Distribution
    }

    /// What is drawn; empty where nothing is uncertain.
    public let uncertainties: [Uncertainty]
    /// Whether nobody gave a distribution, so that all are triangles over the sensitivity's ranges.
    public let isAssumed: Bool
    /// What the random numbers start from.
    public let seed: UInt64
    /// The worth in each draw, in ascending order.
    public let worths: [Double]
    /// How often a drawn value was moved to the nearest one that makes sense.
    public let movedValues: Int

    /// Draws.
    public init(_ project: Project) {
        let numbers = project.numbers
        let given = project.scenario.distributions.mapValues(\.content)
        let ranges = project.scenario.ranges.mapValues(\.content)
        let uncertainties = ScenarioInput.allCases.compactMap { input -> Uncertainty? in
            let distribution =
                given.isEmpty
                ? Self.triangle(input, numbers, ranges) : given[input]
            return distribution.map { Uncertainty(input: input, distribution: $0) }
        }
        var generator = SplitMix64(seed: project.scenario.seed)
        var (worths, moved): ([Double], Int) = ([], 0)
        worths.reserveCapacity(project.scenario.draws)
        for _ in 0..<project.scenario.draws {
            var drawn = numbers
            for uncertainty in uncertainties {
                let bounds = uncertainty.input.bounds
                let value = uncertainty.distribution.quantile(generator.unit())
                drawn[uncertainty.input] = min(max(value, bounds.lowerBound), bounds.upperBound)
                if !bounds.contains(value) { moved += 1 }
            }
            worths.append(drawn.presentValue)
        }
        self.uncertainties = uncertainties
        isAssumed = given.isEmpty
        seed = project.scenario.seed
        self.worths = worths.sorted()
        movedValues = moved
    }

    /// Most likely as it is expected; months stay as they are.
    private static func triangle(
        _ input: ScenarioInput, _ numbers: ProjectNumbers,
        _ ranges: [ScenarioInput: ClosedRange<Double>]
    ) -> Distribution? {
        guard input.kind != .months,
            let range = ranges[input] ?? Tornado.range(of: input, numbers)
        else { return nil }
        return .triangular(low: range.lowerBound, mode: numbers[input], high: range.upperBound)
    }

    /// How many draws there were.
    public var draws: Int { worths.count }

    /// The smallest worth that at least so many draws do not exceed: the nearest rank.
    ///
    /// - Parameter share: Above 0, at most 1.
    /// - Returns: One of the drawn worths.
    public func quantile(_ share: Double) -> Double {
        let rank = (share * Double(draws)).rounded(.up)
        return worths[max(0, min(draws, Int(rank)) - 1)]
    }

    /// The mean of the worths.
    public var mean: Double { worths.reduce(0, +) / Double(draws) }

    /// Their standard deviation.
    public var deviation: Double {
        let mean = mean
        let squares = worths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(max(1, draws - 1))).squareRoot()
    }

    /// In how many draws the project is worth more than nothing.
    public var gains: Int { worths.count { $0 > 0 } }

    /// The share of the draws in which it is.
    public var probabilityOfGain: Double { Double(gains) / Double(draws) }
}

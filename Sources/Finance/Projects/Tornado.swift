/// What each input alone does to a project's worth between a low and a high value.
public struct Tornado: Hashable, Sendable {
    /// One input.
    public struct Bar: Hashable, Sendable {
        /// Which one.
        public let input: ScenarioInput
        /// The values tried, percentages as such.
        public let low: Double
        /// The higher one.
        public let high: Double
        /// What the project is worth at the low value, all else as it is.
        public let worthAtLow: Double
        /// What it is worth at the high one.
        public let worthAtHigh: Double

        /// How far the worth moves.
        public var swing: Double { abs(worthAtHigh - worthAtLow) }
    }

    /// The inputs, the one that moves most first.
    public let bars: [Bar]

    /// By which part of its value an input varies where no range is given.
    public static let variation = 0.2

    /// Varies each input that has a range or is not 0.
    public init(_ numbers: ProjectNumbers, ranges: [ScenarioInput: ClosedRange<Double>]) {
        bars = ScenarioInput.allCases.compactMap { input -> Bar? in
            guard let range = ranges[input] ?? Self.range(of: input, numbers) else { return nil }
            func worth(_ value: Double) -> Double {
                var numbers = numbers
                numbers[input] = value
                return numbers.presentValue
            }
            return Bar(
                input: input, low: range.lowerBound, high: range.upperBound,
                worthAtLow: worth(range.lowerBound), worthAtHigh: worth(range.upperBound))
        }.filter { $0.swing > 0 }.sorted { $0.swing > $1.swing }
    }

    /// A fifth less and more, within what makes sense; months stay whole.
    static func range(
        of input: ScenarioInput, _ numbers: ProjectNumbers
    ) -> ClosedRange<Double>? {
        let value = numbers[input]
        let part = abs(value) * variation
        guard part > 0 else { return nil }
        var (low, high) = (value - part, value + part)
        if input.kind == .months { (low, high) = (low.rounded(.up), high.rounded(.down)) }
        let bounds = input.bounds
        return max(low, bounds.lowerBound)...min(high, bounds.upperBound)
    }
}

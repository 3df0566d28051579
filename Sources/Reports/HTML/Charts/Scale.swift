import Foundation

/// A straight scale with ticks at round numbers.
struct Scale {
    let lower: Double
    let upper: Double
    /// From tick to tick.
    let step: Double
    let ticks: [Double]

    /// A scale whose ends are ticks.
    ///
    /// - Parameters:
    ///   - values: What it has to cover; values that are not finite are passed over.
    ///   - count: About how many steps there are.
    init(covering values: [Double], count: Int = 4) {
        let (least, most) = Self.ends(of: values)
        step = Self.step(from: least, to: most, count: count)
        let ends = ((least / step).rounded(.down), (most / step).rounded(.up))
        (lower, upper) = (ends.0 * step, ends.1 * step)
        ticks = Self.multiples(of: step, from: ends.0, to: ends.1)
    }

    /// A scale that ends with the values, with ticks between.
    init(spanning values: [Double], count: Int = 5) {
        (lower, upper) = Self.ends(of: values)
        let isWhole = values.allSatisfy { $0 == $0.rounded() }
        step = Self.step(from: lower, to: upper, count: count, isWhole: isWhole)
        ticks = Self.multiples(
            of: step, from: (lower / step).rounded(.up), to: (upper / step).rounded(.down))
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper one.
    func share(_ value: Double) -> Double {
        guard value.isFinite else { return 0 }
        return min(1, max(0, (value - lower) / (upper - lower)))
    }

    private static func multiples(of step: Double, from first: Double, to last: Double) -> [Double]
    {
        stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// The least and the largest value, apart from each other.
    private static func ends(of values: [Double]) -> (Double, Double) {
        let finite = values.filter { $0.isFinite && abs($0) < Numbers.beyondSums }
        guard let least = finite.min(), let most = finite.max() else { return (0, 1) }
        guard least == most else { return (least, most) }
        return least == 0 ? (0, 1) : (min(0, least), max(0, least))
    }

    /// The smallest of 1, 2, 2.5 and 5 times a power of ten that needs no more steps; between
    /// whole numbers no half.
    private static func step(
        from lower: Double, to upper: Double, count: Int, isWhole: Bool = false
    ) -> Double {
        let raw = (upper - lower) / Double(count)
        let power = pow(10, floor(log10(raw)))
        let steps = isWhole && power <= 1 ? [1, 2, 5] : [1, 2, 2.5, 5]
        return (steps.first { $0 * power >= raw * 0.999 } ?? 10) * power
    }
}

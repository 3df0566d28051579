import Pricing

/// What is counted of a stratum, and those of its calls that may be drawn.
struct StratumTally<Element: Sendable>: Sendable {
    /// Calls.
    private(set) var population: UInt64 = 0
    /// Calls whose cost is known.
    private(set) var measured: UInt64 = 0
    private var sum: UInt128 = 0
    private var squares: UInt128 = 0
    private(set) var candidates: LowestKeys<Element>

    init(limit: Int) { candidates = LowestKeys(limit: limit) }

    mutating func count(_ entry: LowestKeys<Element>.Entry, cost: Money?) {
        population += 1
        candidates.offer(entry)
        guard let cost else { return }
        let units = Self.units(cost)
        measured += 1
        sum += units
        squares += units * units
    }

    /// Adds what another worker counted.
    mutating func merge<Other>(_ other: StratumTally<Other>, _ convert: (Other) -> Element) {
        population += other.population
        measured += other.measured
        sum += other.sum
        squares += other.squares
        for entry in other.candidates.all {
            candidates.offer((entry.key, entry.place, convert(entry.element)))
        }
    }

    /// How much costs differ, in 10⁻⁹ of the currency unit; nil where none is known.
    var deviation: Double? {
        guard measured > 1 else { return measured == 1 ? 0 : nil }
        let (count, mean) = (Double(measured), Double(sum) / Double(measured))
        return (max(0, Double(squares) - count * mean * mean) / (count - 1)).squareRoot()
    }

    /// A cost in 10⁻⁹, as an integer, so that sums don't depend on their order; what is dearer
    /// than a million counts as a million, so that squares can be summed.
    private static func units(_ cost: Money) -> UInt128 {
        UInt128(min(cost.attos.magnitude / 1_000_000_000, 1_000_000_000_000_000))
    }
}

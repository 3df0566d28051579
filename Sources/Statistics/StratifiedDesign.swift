/// A sample drawn without replacement from each of several parts of a population.
///
/// W. G. Cochran, "Sampling Techniques" (3rd edition, 1977), chapter 5.
public struct StratifiedDesign: Hashable, Sendable {
    /// A part of the population.
    public struct Stratum: Hashable, Sendable {
        /// How many members it has.
        public let population: Int
        /// The standard deviation of what is measured, with n − 1.
        public let deviation: Double

        /// A part.
        public init(population: Int, deviation: Double) {
            precondition(population > 0 && deviation >= 0)
            (self.population, self.deviation) = (population, deviation)
        }

        /// A part by all of its values.
        public init(_ values: [Double]) {
            self.init(population: values.count, deviation: SampleValues(values).deviation)
        }
    }

    /// The parts.
    public let strata: [Stratum]

    /// A design for these parts.
    public init(_ strata: [Stratum]) { self.strata = strata }

    /// The sizes of samples in proportion to the parts, not rounded.
    public func proportional(_ size: Double) -> [Double] {
        shares(of: size, by: strata.map { Double($0.population) })
    }

    /// The sizes of samples for which the total is known best, not rounded: in proportion to the
    /// parts and to how much their values differ.
    ///
    /// Jerzy Neyman, "On the two different aspects of the representative method" (1934).
    public func neyman(_ size: Double) -> [Double] {
        shares(of: size, by: strata.map { Double($0.population) * $0.deviation })
    }

    private func shares(of size: Double, by weights: [Double]) -> [Double] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return proportional(size) }
        return weights.map { size * $0 / sum }
    }

    /// The standard error of the total that samples of these sizes give.
    ///
    /// - Parameter sizes: One for each part, above 0.
    /// - Returns: The standard error.
    public func standardErrorOfTotal(_ sizes: [Double]) -> Double {
        zip(strata, sizes).reduce(0) { sum, part in
            let (stratum, size) = part
            let population = Double(stratum.population)
            let left = max(0, 1 - size / population)
            return sum + population * population * left * stratum.deviation * stratum.deviation
                / size
        }.squareRoot()
    }
}

/// Values of a sample or of a whole population.
public struct SampleValues: Hashable, Sendable {
    /// The mean; 0 where there are none.
    public let mean: Double
    /// The standard deviation with n − 1; 0 where there is one value at most.
    public let deviation: Double

    /// What values have in common.
    public init(_ values: [Double]) {
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
    }
}

/// Totals of a population from a sample, each of whose members was drawn with a known probability.
///
/// D. G. Horvitz and D. J. Thompson, "A generalization of sampling without replacement from a
/// finite universe" (JASA 47, 1952).
public enum HorvitzThompson {
    /// The total that a sample gives.
    ///
    /// - Parameter sample: Values, and with which probability each was drawn.
    /// - Returns: The total, on average that of the population.
    public static func total(_ sample: [(value: Double, probability: Double)]) -> Double {
        sample.reduce(0) { $0 + $1.value / $1.probability }
    }

    /// The standard error of the total where each member is drawn by itself (Poisson sampling), by
    /// the values of the whole population.
    ///
    /// C.-E. Särndal, B. Swensson and J. Wretman, "Model Assisted Survey Sampling" (1992), 3.5.
    public static func standardErrorOfPoissonSample(
        _ population: [(value: Double, probability: Double)]
    ) -> Double {
        population.reduce(0) { sum, member in
            guard member.value != 0 else { return sum }
            let odds = (1 - member.probability) / member.probability
            return sum + odds * member.value * member.value
        }.squareRoot()
    }

    /// The total of a stratified sample, with its standard error and the interval of the normal
    /// distribution.
    ///
    /// - Parameters:
    ///   - parts: The values of each part's sample, at least one, and how many members it has.
    ///   - confidence: How likely the total lies within the interval.
    /// - Returns: An estimate; without an interval where a part has only one value of several, so
    ///   that it isn't known how much they differ.
    public static func total(
        _ parts: [(values: [Double], population: Int)], confidence: Double = 0.95
    ) -> Estimate {
        let figures = parts.map { SampleValues($0.values) }
        let total = zip(parts, figures).reduce(0) { $0 + Double($1.0.population) * $1.1.mean }
        let method = "stratified sample"
        guard parts.allSatisfy({ $0.values.count > 1 || $0.values.count == $0.population }) else {
            return Estimate(total, method: method)
        }
        let design = StratifiedDesign(
            zip(parts, figures).map { .init(population: $0.population, deviation: $1.deviation) })
        let error = design.standardErrorOfTotal(parts.map { Double($0.values.count) })
        let reach = NormalDistribution.standard.quantile((1 + confidence) / 2) * error
        return Estimate(
            total, method: method,
            interval: .init(lower: total - reach, upper: total + reach, confidence: confidence))
    }
}

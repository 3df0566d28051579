import Statistics

/// The figures by which two logs are compared.
public struct TrafficFigures: Sendable {
    /// Lengths of calls below which so many per cent lie.
    public struct Quantiles: Sendable {
        /// The per cents.
        public static let percents = [50, 90, 99]
        /// One value each.
        public let values: [Int64]
    }

    /// All calls.
    public let requests: UInt64
    /// Minutes that are covered from beginning to end.
    public let wholeMinutes: UInt64
    /// Calls in such a minute on average; nil where there is none.
    public let perMinute: Double?
    /// Variance over mean of the calls a minute: 1 for a Poisson process at an even rate.
    public let dispersion: Double?
    /// The most calls in a minute over the mean.
    public let peakToMean: Double?
    /// The coefficient of variation of the gaps within the minute.
    public let gapVariation: Double?
    /// One minute in so many was looked at for it.
    public let gapSampling: UInt64
    /// Input of calls whose usage is told.
    public let prompt: Quantiles?
    /// Output of such calls.
    public let completion: Quantiles?
    /// The correlation of the two.
    public let lengthCorrelation: Double?

    /// The figures of what was measured.
    public init(_ measures: TrafficMeasures) {
        requests = measures.requests
        let minutes = measures.wholeMinutes
        wholeMinutes = UInt64(minutes.count)
        let moments = MinuteMoments(measures.counts, in: minutes)
        perMinute = moments?.mean
        dispersion = moments?.dispersion
        peakToMean = moments?.peakToMean
        gapVariation = measures.times.gapVariation(in: minutes).value
        gapSampling = 1 << measures.times.halvings
        prompt = measures.prompts.quantiles(Quantiles.percents).map { Quantiles(values: $0) }
        completion = measures.completions.quantiles(Quantiles.percents).map {
            Quantiles(values: $0)
        }
        lengthCorrelation = measures.lengthCorrelation
    }
}

/// Mean, variance and peak of the calls a minute.
struct MinuteMoments {
    let mean: Double
    let variance: Double
    let peak: UInt64

    /// The moments over some minutes, those without calls included; nil below two minutes.
    init?(_ counts: [Int64: UInt64], in minutes: Range<Int64>) {
        guard minutes.count > 1 else { return nil }
        let inside = counts.filter { minutes.contains($0.key) }.values
        let (sum, squares) = inside.reduce((Int128(0), Int128(0))) {
            ($0.0 + Int128($1), $0.1 + Int128($1) * Int128($1))
        }
        let count = Int128(minutes.count)
        mean = Double(sum) / Double(count)
        variance = Double(squares * count - sum * sum) / Double(count * (count - 1))
        peak = inside.max() ?? 0
    }

    var dispersion: Double? { mean > 0 ? variance / mean : nil }
    var peakToMean: Double? { mean > 0 ? Double(peak) / mean : nil }
}

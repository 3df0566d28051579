/// How many values it takes to know something well enough.
public enum SampleSize {
    /// How many values it takes to know a quantile within a distance.
    ///
    /// The large-sample variance of a quantile is p (1 − p) / (n f²), where f is the density there.
    ///
    /// - Parameters:
    ///   - share: The share of values below the quantile, strictly between 0 and 1.
    ///   - distance: How far off it may be, above 0.
    ///   - density: The density of the distribution at the quantile, above 0.
    ///   - confidence: How likely it is to be within, strictly between 0 and 1.
    /// - Returns: The number of values.
    public static func quantile(
        _ share: Double, within distance: Double, density: Double, confidence: Double = 0.95
    ) -> Int {
        let z = NormalDistribution.standard.quantile((1 + confidence) / 2)
        let root = z / (distance * density)
        return Int((root * root * share * (1 - share)).rounded(.up))
    }

    /// How many values it takes to know a quantile of a lognormal distribution within a share of
    /// itself, on the scale of logarithms.
    ///
    /// - Parameters:
    ///   - share: The share of values below the quantile, strictly between 0 and 1.
    ///   - distance: How far off its logarithm may be, above 0.
    ///   - confidence: How likely it is to be within, strictly between 0 and 1.
    ///   - logDeviation: The standard deviation of the logarithm, above 0.
    /// - Returns: The number of values.
    public static func lognormalQuantile(
        _ share: Double, within distance: Double, confidence: Double = 0.95, logDeviation: Double
    ) -> Int {
        let z = NormalDistribution.standard.quantile(share)
        let density = ReproducibleMath.exponential(-z * z / 2) / (2 * Double.pi).squareRoot()
        return quantile(
            share, within: distance, density: density / logDeviation, confidence: confidence)
    }

    /// How many values it takes to know the whole distribution function within a distance
    /// everywhere.
    ///
    /// P. Massart, "The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality" (Annals of
    /// Probability 18, 1990).
    ///
    /// - Parameters:
    ///   - distance: How far off any share may be, above 0.
    ///   - confidence: How likely it is to be within, strictly between 0 and 1.
    /// - Returns: The number of values.
    public static func wholeDistribution(
        within distance: Double, confidence: Double = 0.95
    ) -> Int {
        let logarithm = ReproducibleMath.logarithm(2 / (1 - confidence))
        return Int((logarithm / (2 * distance * distance)).rounded(.up))
    }
}

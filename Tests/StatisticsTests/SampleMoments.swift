/// Mean and coefficient of variation of numbers, with how far chance may take them.
///
/// The bounds are five standard errors: of a million right tests one fails. Seeds are fixed, so a
/// test that passes once passes always.
struct SampleMoments {
    let mean: Double
    let variation: Double
    /// Five standard errors of the mean.
    let meanBound: Double
    /// Five standard errors of the coefficient of variation, by the sample's fourth moment.
    let variationBound: Double

    init(_ values: [Double]) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let fourth = values.reduce(0) { sum, value in
            let square = (value - mean) * (value - mean)
            return sum + square * square
        }
        let kurtosis = variance > 0 ? fourth / count / (variance * variance) : 0
        self.mean = mean
        variation = variance.squareRoot() / mean
        meanBound = 5 * (variance / count).squareRoot()
        let ofVariance = (max(0, kurtosis - 1) / count).squareRoot() / 2
        let ofMean = variation / count.squareRoot()
        variationBound = 5 * variation * (ofVariance + ofMean)
    }
}

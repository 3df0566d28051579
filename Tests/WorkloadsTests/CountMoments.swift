import Statistics

@testable import Workloads

/// Mean and coefficient of variation by each distribution's definition, as an oracle.
struct CountMoments {
    let mean: Double
    let variation: Double

    init(_ distribution: CountDistribution) {
        switch distribution {
        case .constant(let value): self.init(weighted: [(Double(value), 1)])
        case .uniform(let values): self.init(weighted: values.map { (Double($0), 1) })
        case .empirical(let values): self.init(weighted: values.map { (Double($0), 1) })
        case .zipf(let zipf):
            self.init(
                weighted: zipf.values.reversed().map {
                    (Double($0), ReproducibleMath.power(Double($0), -zipf.exponent))
                })
        case .lognormal(let lognormal): self.init(lognormal)
        }
    }

    private init(weighted: [(value: Double, weight: Double)]) {
        let total = weighted.reduce(0) { $0 + $1.weight }
        let mean = weighted.reduce(0) { $0 + $1.weight * $1.value } / total
        let variance = weighted.reduce(0) {
            $0 + $1.weight * ($1.value - mean) * ($1.value - mean)
        }
        self.init(mean: mean, variation: (variance / total).squareRoot() / mean)
    }

    private init(mean: Double, variation: Double) {
        (self.mean, self.variation) = (mean, variation)
    }

    /// Number by number where they fit, which is right for small ones too; else before rounding:
    /// the n-th moment of a lognormal number between two bounds is that without bounds times the
    /// share of normal numbers between the bounds moved by nσ.
    private init(_ lognormal: BoundedLognormal) {
        let bounds = lognormal.bounds
        guard bounds.upperBound > 20_000 else {
            self.init(
                weighted: bounds.map { value in
                    let number = Double(value)
                    return (
                        number,
                        lognormal.share(below: number + 0.5) - lognormal.share(below: number - 0.5)
                    )
                })
            return
        }
        func moment(_ order: Double) -> Double {
            let variance = lognormal.sigma * lognormal.sigma
            let shift = order * variance
            let inside =
                lognormal.share(below: Double(bounds.upperBound) + 0.5, movedBy: shift)
                - lognormal.share(below: Double(bounds.lowerBound) - 0.5, movedBy: shift)
            return ReproducibleMath.power(lognormal.median, order)
                * ReproducibleMath.exponential(order * order * variance / 2) * inside
                / lognormal.share
        }
        let mean = moment(1)
        self.init(mean: mean, variation: (moment(2) / (mean * mean) - 1).squareRoot())
    }
}

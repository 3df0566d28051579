/// Whole numbers from a least to a largest one, each as likely as its inverse power.
///
/// Drawn exactly, without a table, by rejection-inversion: W. Hörmann and G. Derflinger,
/// "Rejection-inversion to generate variates from monotone discrete distributions" (ACM TOMACS 6,
/// 1996). The hat is the integral of x^-s; each number k keeps the part of it that has the length
/// k^-s.
public struct ZipfDistribution: Hashable, Sendable {
    /// The numbers.
    public let values: ClosedRange<UInt64>
    /// The power; positive.
    public let exponent: Double
    private let hat: ClosedRange<Double>

    /// A distribution over numbers from 1 on.
    public init(exponent: Double, values: ClosedRange<UInt64>) {
        precondition(exponent > 0 && values.lowerBound >= 1)
        (self.exponent, self.values) = (exponent, values)
        let least = Double(values.lowerBound)
        // In parts of the least number and of its weight, which may vanish beside 1.
        let start = least * Self.integral((least + 0.5) / least, exponent) - 1
        let end = least * Self.integral((Double(values.upperBound) + 0.5) / least, exponent)
        hat = start...max(start, end)
    }

    /// A number drawn at random.
    public func sample(_ bits: inout SplitMix64) -> UInt64 {
        let least = Double(values.lowerBound)
        while true {
            let area = hat.upperBound - bits.unit() * (hat.upperBound - hat.lowerBound)
            let value = nearest(least * Self.inverseIntegral(area / least, exponent))
            let end = least * Self.integral((Double(value) + 0.5) / least, exponent)
            if area >= end - Self.weight(Double(value) / least, exponent) { return value }
        }
    }

    private func nearest(_ place: Double) -> UInt64 {
        let (least, largest) = (Double(values.lowerBound), Double(values.upperBound))
        return UInt64(min(max(place.rounded(), least), largest))
    }

    /// Mean and coefficient of variation, summed up over all numbers.
    public func moments() -> (mean: Double, variation: Double) {
        var (weights, sum, squares) = (0.0, 0.0, 0.0)
        // The small terms first, so that none is lost.
        for value in values.reversed() {
            let weight = Self.weight(Double(value), exponent)
            weights += weight
            sum += weight * Double(value)
            squares += weight * Double(value) * Double(value)
        }
        let mean = sum / weights
        return (mean, max(0, squares / weights - mean * mean).squareRoot() / mean)
    }

    private static func weight(_ value: Double, _ exponent: Double) -> Double {
        ReproducibleMath.power(value, -exponent)
    }

    /// ∫ x^-s from 1, which is ln x for s = 1.
    private static func integral(_ value: Double, _ exponent: Double) -> Double {
        let log = ReproducibleMath.logarithm(value)
        let scaled = (1 - exponent) * log
        guard abs(scaled) > 1e-5 else { return log * (1 + scaled / 2 + scaled * scaled / 6) }
        return log * (ReproducibleMath.exponential(scaled) - 1) / scaled
    }

    private static func inverseIntegral(_ area: Double, _ exponent: Double) -> Double {
        let scaled = (1 - exponent) * area
        guard abs(scaled) > 1e-5 else {
            return ReproducibleMath.exponential(area * (1 - scaled / 2 + scaled * scaled / 3))
        }
        return ReproducibleMath.power(
            max(1 + scaled, .leastNormalMagnitude), 1 / (1 - exponent))
    }
}

/// Functions that give the same bits on every platform.
///
/// The system's `exp` and `log` may differ in the last bit from one platform to another. These are
/// made of additions, multiplications, divisions and scalings alone, whose results IEEE 754 fixes,
/// and are off by at most a few units in the last place.
public enum ReproducibleMath {
    /// The natural logarithm of a positive finite number.
    public static func logarithm(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite)
        var (significand, exponent) = (value.significand, Double(value.exponent))
        if significand > squareRootOfTwo { (significand, exponent) = (significand / 2, exponent + 1) }
        // ln m = 2 artanh((m - 1) / (m + 1)); the ratio is at most 0.172.
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        let series = areaTangent.reduce(0.0) { $0 * square + $1 }
        return exponent * logOfTwo.high + (2 * ratio * series + exponent * logOfTwo.low)
    }

    /// The exponential of a number.
    public static func exponential(_ value: Double) -> Double {
        guard value < 709.78 else { return value.isNaN ? value : .infinity }
        guard value > -745.2 else { return 0 }
        let twos = (value / (logOfTwo.high + logOfTwo.low)).rounded()
        let rest = (value - twos * logOfTwo.high) - twos * logOfTwo.low
        let series = inverseFactorials.reduce(0.0) { $0 * rest + $1 }
        return Double(sign: .plus, exponent: Int(twos), significand: series)
    }

    /// A positive number to any power.
    public static func power(_ base: Double, _ exponent: Double) -> Double {
        exponential(exponent * logarithm(base))
    }

    /// The logarithm of the gamma function of a positive number.
    ///
    /// Stirling's series (https://dlmf.nist.gov/5.11.E1) from 10 on, Γ(x) = Γ(x + 1) / x below.
    public static func logGamma(_ value: Double) -> Double {
        precondition(value > 0)
        var (shifted, product) = (value, 1.0)
        while shifted < 10 { (product, shifted) = (product * shifted, shifted + 1) }
        let square = 1 / (shifted * shifted)
        let series = stirling.reduce(0.0) { $0 * square + $1 } / shifted
        return (shifted - 0.5) * logarithm(shifted) - shifted + halfLogOfTwoPi + series
            - logarithm(product)
    }

    private static let squareRootOfTwo = 2.0.squareRoot()
    /// ln 2 in two parts; the first ends in zeros, so that its multiples by exponents are exact.
    private static let logOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)
    private static let halfLogOfTwoPi = 0.918_938_533_204_672_8
    /// 1/23, 1/21 … 1.
    private static let areaTangent = stride(from: 23.0, through: 1, by: -2).map { 1 / $0 }
    /// 1/13!, 1/12! … 1.
    private static let inverseFactorials: [Double] = (0...13).reversed().map { number in
        1 / (1...max(1, number)).reduce(1.0) { $0 * Double($1) }
    }
    private static let stirling: [Double] = [
        -3617.0 / 122_400, 1.0 / 156, -691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260,
        -1.0 / 360, 1.0 / 12,
    ]
}

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
        if significand > squareRootOfTwo {
            (significand, exponent) = (significand / 2, exponent + 1)
        }
        // ln m = 2 artanh((m - 1) / (m + 1)); the ratio is at most 0.172.
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        let series = polynomial(areaTangent, square)
        return exponent * logOfTwo.high + (2 * ratio * series + exponent * logOfTwo.low)
    }

    /// The exponential of a number.
    public static func exponential(_ value: Double) -> Double {
        guard value < 709.78 else { return value.isNaN ? value : .infinity }
        guard value > -745.2 else { return 0 }
        let twos = (value / (logOfTwo.high + logOfTwo.low)).rounded()
        let rest = (value - twos * logOfTwo.high) - twos * logOfTwo.low
        let series = polynomial(inverseFactorials, rest)
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
        let series = polynomial(stirling, square) / shifted
        return (shifted - 0.5) * logarithm(shifted) - shifted + halfLogOfTwoPi + series
            - logarithm(product)
    }

    private static let squareRootOfTwo = 2.0.squareRoot()
    /// ln 2 in two parts; the first ends in zeros, so that its multiples by exponents are exact.
    private static let logOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)
    private static let halfLogOfTwoPi = 0.918_938_533_204_672_8
    /// A polynomial by its coefficients from the constant one on: even and odd powers apart, two
    /// sums that the processor forms at once.
    @inline(__always)
    private static func polynomial(_ coefficients: [Double], _ value: Double) -> Double {
        let square = value * value
        var (even, odd) = (0.0, 0.0)
        var place = coefficients.count - 2
        while place >= 0 {
            even = even * square + coefficients[place]
            odd = odd * square + coefficients[place + 1]
            place -= 2
        }
        return even + value * odd
    }

    /// 1, 1/3 … 1/23.
    private static let areaTangent: [Double] = [
        1, 1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15, 1 / 17, 1 / 19, 1 / 21, 1 / 23,
    ]
    /// 1/0!, 1/1! … 1/13!.
    private static let inverseFactorials: [Double] = [
        1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40_320, 1 / 362_880,
        1 / 3_628_800, 1 / 39_916_800, 1 / 479_001_600, 1 / 6_227_020_800,
    ]
    private static let stirling: [Double] = [
        1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400,
    ]
}

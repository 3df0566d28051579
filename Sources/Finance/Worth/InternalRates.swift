/// The rates at which a cash flow is worth nothing: all of them above -1.
///
/// With d = 1 / (1 + r) they are the positive roots of p(d) = Σ c_k d^k. By Descartes' rule p has
/// at most as many as its coefficients change sign. The rule's proof finds them: where they change
/// between k and k + 1, p(d) / d^(k + 1/2) has the derivative Σ (k' - k - 1/2) c_k' d^k' (but for a
/// power of d), which changes sign once less. Its roots, found likewise, cut the line into pieces
/// on which p(d) / d^(k + 1/2) is monotonous, so that halving misses none.
public struct InternalRates: Hashable, Sendable {
    /// The rates of a step as fractions, the lowest first; a root that p only touches counts once.
    public let rates: [Double]

    /// The rates of a cash flow; none where no amount or every amount is of one sign.
    public init(of flow: CashFlow) {
        rates = PositiveRoots(flow.amounts).roots.map { 1 / $0 - 1 }.sorted()
    }
}

/// The positive roots of a polynomial, whose coefficients start with the constant.
private struct PositiveRoots {
    let roots: [Double]

    init(_ coefficients: [Double]) {
        let polynomial = Polynomial(coefficients)
        guard let change = polynomial.lastSignChange, let bounds = polynomial.rootBounds else {
            roots = []
            return
        }
        let turns = PositiveRoots(polynomial.turning(after: change)).roots
        roots = polynomial.roots(
            between: [bounds.lower] + turns.filter { bounds.lower < $0 && $0 < bounds.upper }
                + [bounds.upper])
    }
}

private struct Polynomial {
    /// Scaled so that none is above 1; the constant is not zero.
    private let coefficients: [Double]

    init(_ coefficients: [Double]) {
        let largest = coefficients.map(\.magnitude).max() ?? 0
        let used = coefficients.drop { $0 == 0 }.reversed().drop { $0 == 0 }.reversed()
        self.coefficients = largest > 0 ? used.map { $0 / largest } : []
    }

    /// The exponent after which the coefficients change sign for the last time; nil without any.
    var lastSignChange: Int? {
        var change: Int?
        var last = coefficients.first
        for (exponent, coefficient) in coefficients.enumerated() where coefficient != 0 {
            if let last, (coefficient < 0) != (last < 0) { change = exponent - 1 }
            last = coefficient
        }
        return change
    }

    /// Twice as wide as Cauchy's bounds, beyond which no positive root lies, so that the polynomial
    /// is clearly not zero there.
    var rootBounds: (lower: Double, upper: Double)? {
        guard let first = coefficients.first?.magnitude, let last = coefficients.last?.magnitude
        else { return nil }
        return (first / (first + 1) / 2, (1 + 1 / last) * 2)
    }

    /// The derivative of p(d) / d^(exponent + 1/2) times d^(exponent + 3/2).
    func turning(after exponent: Int) -> [Double] {
        coefficients.enumerated().map { (Double($0 - exponent) - 0.5) * $1 }
    }

    /// One root at most between neighbours, or at one.
    func roots(between cuts: [Double]) -> [Double] {
        let signs = cuts.map(sign)
        var roots = zip(cuts, signs).filter { $0.1 == 0 }.map(\.0)
        for index in cuts.indices.dropLast() where signs[index] * signs[index + 1] < 0 {
            roots.append(root(from: cuts[index], to: cuts[index + 1], rising: signs[index] < 0))
        }
        return roots.sorted()
    }

    /// Halves the logarithm, since roots may be many orders of magnitude apart.
    private func root(from lower: Double, to upper: Double, rising: Bool) -> Double {
        var (lower, upper) = (lower, upper)
        while true {
            let middle = lower.squareRoot() * upper.squareRoot()
            guard lower < middle, middle < upper else { return middle }
            if (value(middle).sum < 0) == rising { lower = middle } else { upper = middle }
        }
    }

    /// -1, 0 or 1; 0 also where rounding hides which.
    private func sign(_ point: Double) -> Int {
        let (sum, size) = value(point)
        let rounding = size * Double(coefficients.count) * 0x1p-52
        return abs(sum) <= rounding ? 0 : (sum < 0 ? -1 : 1)
    }

    /// The value and the sum of its terms' sizes, above 1 both over d^n so that neither overflows.
    private func value(_ point: Double) -> (sum: Double, size: Double) {
        let terms = point <= 1 ? Array(coefficients.reversed()) : coefficients
        let factor = point <= 1 ? point : 1 / point
        return terms.reduce((0, 0)) { ($0.0 * factor + $1, $0.1 * factor + abs($1)) }
    }
}

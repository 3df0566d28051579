import Finance
import Statistics
import Testing

/// Expected values without another source are those of numpy-financial 1.0.0.
@Suite struct InternalRatesTests {
    static let cases: [([Double], [Double])] = [
        ([-100, 60, 60], [0.1306623862918075]),
        ([-1000] + Array(repeating: 10, count: 24), [-0.09236791710138958]),
        ([-11_100] + Array(repeating: 3540, count: 12), [0.30596159161847636]),
        // (1.1 d - 1) (1 - 1.2 d) × 100
        ([-100, 230, -132], [0.1, 0.2]),
        // Teichroew, Robichek and Montalbano (1965) made the multiple roots known; this one is
        // (1.1 d - 1) (1.2 d - 1) (1.3 d - 1) × 1000.
        ([-1000, 3600, -4310, 1716], [0.1, 0.2, 0.3]),
        ([-1, 3.85, -4.86, 2.016], [0.05, 0.2, 0.6]),
        // -(1 - 1.1 d)²: touched, not crossed.
        ([-100, 220, -121], [0.1]),
        // d² - d + 1 is nowhere 0.
        ([100, -100, 100], []),
        ([100, 60], []), ([-100, -60], []), ([0, 0], []), ([-100], []), ([], []),
        // Nothing now or at the end does not matter.
        ([0, -100, 0, 121, 0], [0.1]),
        // Almost all is lost, and a gain without measure.
        ([-1e9, 1], [-0.999999999]), ([-1, 1e9], [999_999_999]),
    ]

    @Test(arguments: cases)
    func areAllFound(_ amounts: [Double], _ rates: [Double]) {
        let found = InternalRates(of: CashFlow(amounts)).rates
        #expect(found.count == rates.count, "\(found)")
        for (rate, expected) in zip(found, rates) {
            #expect(abs(rate - expected) <= 1e-7 * max(1, abs(expected)), "\(rate)")
        }
    }

    /// Amounts over thirty years that grow: one root, as numpy-financial finds it.
    @Test func longFlowHasItsRoot() {
        var saving = 1500.0
        let amounts = (0..<360).map { _ in
            defer { saving *= 1.005 }
            return saving - 200
        }
        let rates = InternalRates(of: CashFlow([-100_000] + amounts)).rates
        #expect(rates.count == 1)
        #expect(rates.first?.isClose(to: 0.018418378543387792) ?? false)
    }

    /// Polynomials made from up to four known roots and a factor that has none.
    @Test func knownRootsAreFoundAgain() {
        var random = SplitMix64(seed: 20_260_105)
        for _ in 0..<500 {
            let count = Int(random.next() % 4) + 1
            // Apart by a tenth at least, since near ones can't be told apart.
            let rates = (0..<count).map { -0.5 + Double($0) * 0.3 + random.unit() * 0.2 }
            var amounts = [-1 - random.unit()]
            for rate in rates { amounts = amounts.times(1, -(1 + rate)) }
            amounts = amounts.times(1, 0.5 + random.unit())
            let found = InternalRates(of: CashFlow(amounts)).rates
            #expect(found.count == rates.count, "\(rates): \(found)")
            for (rate, expected) in zip(found, rates) {
                #expect(abs(rate - expected) <= 1e-8, "\(rates): \(found)")
            }
        }
    }
}

extension [Double] {
    /// The product with `constant + slope × d`.
    fileprivate func times(_ constant: Double, _ slope: Double) -> [Double] {
        var product = map { $0 * constant } + [0]
        for (index, coefficient) in enumerated() { product[index + 1] += coefficient * slope }
        return product
    }
}

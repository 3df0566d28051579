import Foundation
import Statistics
import Testing

@Suite struct ReproducibleMathTests {
    private static let values = (1...2000).flatMap { step in
        let part = Double(step)
        return [part / 2000, part / 7, part * 1.37e9, 1 / (part * 3.1e12), 1 + part * 1e-9]
    }

    @Test func logarithmsAreThoseOfTheSystemToAFewUnits() {
        for value in Self.values {
            let (ours, system) = (ReproducibleMath.logarithm(value), log(value))
            #expect(abs(ours - system) <= 4 * system.ulp, "\(value)")
        }
        #expect(ReproducibleMath.logarithm(1) == 0)
        #expect(ReproducibleMath.logarithm(.leastNonzeroMagnitude) == log(.leastNonzeroMagnitude))
    }

    @Test func exponentialsAreThoseOfTheSystemToAFewUnits() {
        for step in -3500...3500 {
            let value = Double(step) / 5
            let (ours, system) = (ReproducibleMath.exponential(value), exp(value))
            #expect(abs(ours - system) <= 4 * system.ulp, "\(value)")
        }
        #expect(ReproducibleMath.exponential(0) == 1)
        #expect(ReproducibleMath.exponential(710) == .infinity)
        #expect(ReproducibleMath.exponential(-746) == 0)
    }

    /// Γ(n + 1) is a factorial (ln 120 = 4.787…), Γ(1/2) is √π; the others by CPython's `math.lgamma`.
    @Test(
        arguments: [
            (1.0, 0.0), (2.0, 0.0), (6.0, 4.787491742782046), (0.5, 0.5723649429247001),
            (0.01, 4.599479878042022), (7.25, 7.0521854507385395), (26.5, 59.62784609588434),
            (1e6, 12815504.569147611),
        ] as [(Double, Double)])
    func logGammaIsThatOfTheLiterature(value: Double, expected: Double) {
        #expect(abs(ReproducibleMath.logGamma(value) - expected) <= 2e-14 * max(1, abs(expected)))
    }

    /// Bits, not neighbourhoods: what other platforms have to give too.
    @Test func bitsAreFixed() {
        let fingerprint = Self.values.reduce(into: UInt64(0)) { bits, value in
            let (log, gamma) = (
                ReproducibleMath.logarithm(value), ReproducibleMath.logGamma(value)
            )
            let exponential = ReproducibleMath.exponential(log / 3)
            for part in [log, gamma, exponential] {
                bits = (bits &* 0x9E37_79B9_7F4A_7C15) ^ part.bitPattern
            }
        }
        #expect(fingerprint == 16_510_082_409_370_367_408)
    }
}

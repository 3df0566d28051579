import Documents
import Finance
import Pricing
import Statistics
import Testing

@Suite struct SimulationTests {
    private static func simulation(_ lines: String) throws -> Simulation {
        Simulation(try ProjectTests.project(lines))
    }

    /// A saving of N(11,000, 1,500) a month is worth 21.76456767417677 times as much, less 120,000.
    ///
    /// That is for 24 months at 10 % a year. On the scale of probabilities each quantile lies within
    /// four standard errors.
    @Test func agreesWithNormalTheory() throws {
        let factor = 21.76456767417677
        let simulation = try Self.simulation(
            """
            saving: 11000
            migration: 120000
            term: 24
            discount_rate: 10%
            uncertain: {saving: {normal: {mean: 11000, sd: 1500}}}
            draws: 40000
            seed: 7
            """)
        let theory = NormalDistribution(
            mean: 11_000 * factor - 120_000, deviation: 1_500 * factor)
        #expect(theory.mean.isClose(to: 119_410.24441594447))
        let count = Double(simulation.draws)
        func error(_ share: Double) -> Double { 4 * (share * (1 - share) / count).squareRoot() }
        for share in [0.05, 0.5, 0.95] {
            let reached = theory.probability(upTo: simulation.quantile(share))
            #expect(abs(reached - share) <= error(share))
        }
        let gain = 0.9998727230643927
        #expect(abs(simulation.probabilityOfGain - gain) <= error(gain))
        #expect(abs(simulation.mean - theory.mean) <= 4 * theory.deviation / count.squareRoot())
        #expect(abs(simulation.deviation / theory.deviation - 1) < 0.02)
        #expect(simulation.movedValues == 0)
        #expect(!simulation.isAssumed)
    }

    @Test func sameSeedSameWorths() throws {
        let lines = "saving: 1000\nmigration: 9000\ndraws: 500\n"
        let first = try Self.simulation(lines + "seed: 5")
        #expect(try first == Self.simulation(lines + "seed: 5"))
        #expect(try first.worths != Self.simulation(lines + "seed: 6").worths)
        #expect(first.isAssumed)
        #expect(first.uncertainties.map(\.input) == [.saving, .migration, .discountRate])
    }

    @Test func nothingUncertainIsOneWorth() throws {
        let simulation = try Self.simulation("saving: 0\ndiscount_rate: 0%\ndraws: 100")
        #expect(Set(simulation.worths) == [0])
        #expect(simulation.probabilityOfGain == 0)
    }

    /// Nearest rank: of 100 draws the fifth is the 5 % quantile, the last the whole.
    @Test func quantilesAreDraws() throws {
        let simulation = try Self.simulation("saving: 1000\nmigration: 9000\ndraws: 100")
        #expect(simulation.quantile(0.05) == simulation.worths[4])
        #expect(simulation.quantile(0.051) == simulation.worths[5])
        #expect(simulation.quantile(1) == simulation.worths[99])
        #expect(simulation.quantile(0.001) == simulation.worths[0])
    }

    @Test func senselessDrawsAreMovedAndCounted() throws {
        let simulation = try Self.simulation(
            """
            saving: 1000
            migration: 100
            uncertain: {migration: {normal: {mean: 0, sd: 50}}}
            draws: 1000
            """)
        #expect(400...600 ~= simulation.movedValues)
        let most = simulation.worths.filter { $0 == simulation.worths.last }
        #expect(most.count == simulation.movedValues)
    }

    /// Quantiles of the distributions, worked out by hand.
    @Test(arguments: [
        (Distribution.uniform(low: 2, high: 6), 0.25, 3.0),
        (.triangular(low: 0, mode: 2, high: 4), 0.125, 1),
        (.triangular(low: 0, mode: 2, high: 4), 0.5, 2),
        (.triangular(low: 0, mode: 2, high: 4), 0.875, 3),
        (.triangular(low: 0, mode: 0, high: 1), 0.75, 0.5),
        (.normal(mean: 5, sd: 2), 0.5, 5),
        // The median of a lognormal is its mean over √(1 + (sd / mean)²).
        (.lognormal(mean: 10, sd: 10), 0.5, 7.0710678118654755),
    ])
    func quantilesAreThoseOfTheShape(_ shape: Distribution, _ share: Double, _ value: Double) {
        #expect(shape.quantile(share).isClose(to: value))
    }
}

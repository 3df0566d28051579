import Statistics
import Testing

@Suite struct RandomChoiceTests {
    @Test(arguments: [UInt64(1), 2, 3, 10, 1000])
    func numbersBelowABoundAreEquallyLikely(bound: UInt64) {
        var bits = SplitMix64(seed: 2)
        var counts = [Double](repeating: 0, count: Int(bound))
        let draws = 200_000.0
        for _ in 0..<Int(draws) { counts[Int(bits.below(bound))] += 1 }
        let expected = draws / Double(bound)
        let distance = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
        let freedom = Double(bound - 1)
        #expect(distance <= freedom + 5 * (2 * freedom).squareRoot())
    }

    @Test func aBoundBeyondHalfOfAllNumbersIsKept() {
        var bits = SplitMix64(seed: 2)
        let bound = UInt64.max / 2 + 2
        #expect((0..<10_000).allSatisfy { _ in bits.below(bound) < bound })
    }

    /// Of 200,000 numbers: mean 0 ± 0.0112, variance 1 ± 0.0158, fourth moment 3 ± 0.11 at five
    /// standard errors.
    @Test func normalNumbersHaveTheMomentsOfTheStandardDistribution() {
        var bits = SplitMix64(seed: 4)
        let values = (0..<200_000).map { _ in bits.normal() }
        func moment(_ power: Int) -> Double {
            values.reduce(0) { sum, value in
                sum + (0..<power).reduce(1.0) { product, _ in product * value }
            } / Double(values.count)
        }
        #expect(abs(moment(1)) < 0.0112)
        #expect(abs(moment(2) - 1) < 0.0158)
        #expect(abs(moment(3)) < 0.0434)
        #expect(abs(moment(4) - 3) < 0.11)
    }

    @Test func streamsOfASeedDiffer() {
        let firsts = (UInt64(0)..<1000).map { stream in
            var bits = SplitMix64(seed: 1, stream: stream)
            return bits.next()
        }
        #expect(Set(firsts).count == 1000)
    }
}

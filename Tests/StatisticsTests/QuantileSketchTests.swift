import Statistics
import Testing

@Suite struct QuantileSketchTests {
    private let shares = [0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1]

    private func values(_ count: Int, seed: UInt64) -> [Int64] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let bits = Int64.random(in: 0...50, using: &generator)
            return Int64.random(in: 0...(Int64(1) << bits), using: &generator)
        }
    }

    private func nearestRank(_ values: [Int64], perMille: Int) -> Int64 {
        let sorted = values.sorted()
        return sorted[max(1, (sorted.count * perMille + 999) / 1000) - 1]
    }

    @Test(arguments: [1, 2, 19, 20, 100, 1000])
    func fewValuesHaveExactQuantiles(count: Int) {
        let values = values(count, seed: UInt64(count))
        var sketch = QuantileSketch()
        for value in values { sketch.add(value) }
        #expect(sketch.isExact)
        let expected = shares.map { nearestRank(values, perMille: Int($0 * 1000 + 0.5)) }
        #expect(sketch.quantiles(shares) == expected)
        #expect(sketch.largest == values.max())
        let mean = values.reduce(0.0) { $0 + Double($1) } / Double(count)
        #expect(abs((sketch.mean ?? .nan) - mean) <= 1e-12 * mean)
    }

    @Test(arguments: [0, 10, 999])
    func manyValuesKeepTheStatedError(limit: Int) throws {
        let values = values(5000, seed: 8)
        var sketch = QuantileSketch(exactLimit: limit)
        for value in values { sketch.add(value) }
        #expect(!sketch.isExact)
        for share in shares {
            let found = try #require(sketch.quantile(share))
            let exact = nearestRank(values, perMille: Int(share * 1000 + 0.5))
            #expect(
                abs(Double(found - exact)) <= QuantileSketch.relativeError * Double(exact) + 0.5)
        }
        #expect(sketch.total == 5000)
    }

    /// Every power of two and its neighbours up to the largest.
    @Test func everyValueHasAPartThatHoldsIt() throws {
        for bit in 0..<63 {
            let power = Int64(1) << bit
            for value in [power - 1, power, power + (power - 1)] {
                var sketch = QuantileSketch(exactLimit: 0)
                sketch.add(value)
                sketch.add(.max)
                let found = try #require(sketch.quantile(0.5))
                let bound = QuantileSketch.relativeError * Double(value)
                #expect(abs(Double(found) - Double(value)) <= bound)
            }
        }
    }

    @Test(arguments: [(100, 60), (100, 0), (30, 60), (0, 0)])
    func partsMergeToTheWholeInAnyOrder(limit: Int, first: Int) {
        let values = values(80, seed: 4)
        func sketch(_ values: some Sequence<Int64>) -> QuantileSketch {
            values.reduce(into: QuantileSketch(exactLimit: limit)) { $0.add($1) }
        }
        let whole = sketch(values)
        var forwards = sketch(values[..<first])
        forwards.merge(sketch(values[first...]))
        var backwards = sketch(values[first...])
        backwards.merge(sketch(values[..<first]))
        #expect(forwards.quantiles(shares) == whole.quantiles(shares))
        #expect(backwards.quantiles(shares) == whole.quantiles(shares))
        #expect(forwards.isExact == whole.isExact)
        #expect(forwards.mean == whole.mean)
        #expect(forwards.total == 80)
    }

    @Test func nothingHasNoQuantiles() {
        #expect(QuantileSketch().quantiles([0.5]) == nil)
        #expect(QuantileSketch().mean == nil)
    }
}

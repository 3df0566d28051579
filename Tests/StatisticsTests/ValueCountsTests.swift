import Testing

@testable import Statistics

@Suite("Exact counts of values")
struct ValueCountsTests {
    /// The definition, on the sorted values.
    private func nearestRank(_ values: [Int64], _ percent: Int) -> Int64 {
        let sorted = values.sorted()
        let rank = (sorted.count * percent + 99) / 100
        return sorted[max(rank, 1) - 1]
    }

    private func random(_ count: Int, seed: UInt64) -> [Int64] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Int64(state >> 40)
            return state & 7 == 0 ? value * 977 : (value % 3000) * 1000
        }
    }

    @Test("quantiles are those of the sorted values", arguments: [1, 2, 3, 99, 100, 101, 5000])
    func quantiles(count: Int) {
        let values = random(count, seed: UInt64(count))
        var counts = ValueCounts(unit: 1000)
        for value in values { counts.add(value) }
        let percents = [0, 1, 50, 90, 95, 99, 100]
        #expect(counts.quantiles(percents) == percents.map { nearestRank(values, $0) })
        #expect(counts.total == UInt64(count))
    }

    @Test("many values at once are counted as one by one")
    func many() {
        let values = random(3000, seed: 9) + [.max, .min, -1000, 65_535_000, 65_536_000]
        var (single, many) = (ValueCounts(unit: 1000), ValueCounts(unit: 1000))
        for value in values { single.add(value) }
        values[..<1700].withUnsafeBufferPointer { many.add($0) }
        values[1700...].withUnsafeBufferPointer { many.add($0) }
        [Int64]().withUnsafeBufferPointer { many.add($0) }
        #expect(many == single)
        #expect(many.total == single.total)
    }

    @Test("parts merge to the whole, in any order")
    func merging() {
        let values = random(3000, seed: 7)
        var whole = ValueCounts(unit: 1000)
        for value in values { whole.add(value) }
        var parts = [ValueCounts](repeating: ValueCounts(unit: 1000), count: 3)
        for (index, value) in values.enumerated() { parts[index % 3].add(value) }
        var forwards = ValueCounts(unit: 1000)
        for part in parts { forwards.merge(part) }
        var backwards = ValueCounts()
        for part in parts.reversed() { backwards.merge(part) }
        #expect(forwards == whole)
        #expect(backwards == whole)
    }

    @Test("nothing has no quantiles; extreme and negative values are counted as they are")
    func extremes() {
        #expect(ValueCounts().quantiles([50]) == nil)
        var counts = ValueCounts()
        for value in [Int64.max, .min, -1, 0, 65_535, 65_536] { counts.add(value) }
        #expect(counts.quantiles([0, 100]) == [.min, .max])
        #expect(counts.counted.map(\.value) == [.min, -1, 0, 65_535, 65_536, .max])
    }

    @Test("a few values take little room, wherever they lie")
    func room() {
        var counts = ValueCounts(unit: 1000)
        let values: [Int64] = [65_535_000, 0, 65_280_000, 40_000_000, 65_535_000]
        for value in values { counts.add(value) }
        #expect(counts.counts.count == 3 * 256)
        #expect(counts.counted.map(\.value) == [0, 40_000_000, 65_280_000, 65_535_000])
        #expect(counts.counted.map(\.times) == [1, 1, 1, 2])
    }
}

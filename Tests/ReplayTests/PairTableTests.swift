import Testing

@testable import Replay

@Suite struct `Pair table` {
    @Test func `numbers pairs in order of appearance`() {
        var table = PairTable()
        let ids = [(7, 1), (7, 2), (7, 1), (0, 0), (1, 7)].map { table.id($0.0, $0.1) }
        #expect(ids == [0, 1, 0, 2, 3])
        #expect(table.pairs.map { [$0.left, $0.right] } == [[7, 1], [7, 2], [0, 0], [1, 7]])
    }

    @Test(arguments: 1...5)
    func `agrees with a dictionary`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var table = PairTable()
        var known: [[UInt32]: UInt32] = [:]
        let values: [UInt32] = [0, 1, 2, 60, 120, 1 << 16, 1 << 24, 1 << 31, .max - 1, .max]
        for _ in 0..<5_000 {
            let left = random.once(in: 2) ? random.pick(values) : UInt32(random.below(40))
            let right = random.once(in: 2) ? random.pick(values) : UInt32(random.below(40))
            let expected = known[[left, right]] ?? UInt32(known.count)
            known[[left, right]] = expected
            #expect(table.id(left, right) == expected, "seed \(seed)")
        }
        #expect(table.pairs.count == known.count)
    }

    /// Days, hours and dense ids grow in even steps.
    @Test(arguments: [1, 60, 512, 65_536] as [UInt32], [true, false])
    func `tells evenly spaced values apart`(step: UInt32, isLeft: Bool) {
        var table = PairTable()
        let count: UInt32 = 3_000
        for round in 0..<2 {
            for index in 0..<count {
                let id = isLeft ? table.id(index * step, 5) : table.id(5, index * step)
                #expect(id == index, "round \(round)")
            }
        }
        #expect(table.pairs.count == Int(count))
    }

    @Test(arguments: 1...3)
    func `combines a column as if row by row`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let rows = 500
        let left = (0..<rows).map { _ in UInt32(random.below(3)) }
        let right = (0..<rows).map { _ in UInt32(random.below(3)) }
        var (whole, single) = (PairTable(), PairTable())
        var column = left
        column.withUnsafeMutableBufferPointer { ids in
            right.withUnsafeBufferPointer { values in
                guard let ids = ids.baseAddress, let values = values.baseAddress else { return }
                whole.combine(ids, with: values, count: rows)
            }
        }
        #expect(column == zip(left, right).map { single.id($0, $1) })
    }
}

import CColumns
import Testing

/// The loops against their definitions, row by row, for all lengths around the widths of vectors.
@Suite struct `Loops over columns` {
    static let lengths = Array(0...66) + [127, 128, 129, 700]

    private func random<Number: FixedWidthInteger>(
        _ count: Int, seed: Int, _ edges: [Number] = [.min, .max, 0, 1]
    ) -> [Number] {
        var state = UInt64(seed + 1)
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Number(truncatingIfNeeded: state >> 33)
            return state >> 60 < 4 ? edges[Int(state >> 40) & 0xFFFF % edges.count] : number
        }
    }

    private func truths(_ count: Int, seed: Int) -> [UInt8] {
        random(count, seed: seed, [1, 2, 3]).map { 1 + $0 % 3 }
    }

    private func expectExceeds<Number: FixedWidthInteger & SignedInteger>(
        _ kernel: (UnsafePointer<Number>, Number, Int, UnsafeMutablePointer<UInt8>) -> Void,
        _ count: Int
    ) {
        for bound in [-1, 0, 1, 77, .max - 1, .max] as [Number] {
            let edges: [Number] = [.min, -1, 0, bound, bound == .max ? bound : bound + 1, .max]
            let numbers = random(count, seed: count, edges)
            var found = [UInt8](repeating: 9, count: count + 1)
            kernel(numbers, bound, count, &found)
            #expect(found == numbers.map { $0 < 0 ? 3 : $0 > bound ? 1 : 2 } + [9])
        }
    }

    @Test(arguments: lengths) func `a number exceeds a bound, or is unknown`(count: Int) {
        expectExceeds(tg_exceeds_8, count)
        expectExceeds(tg_exceeds_16, count)
        expectExceeds(tg_exceeds_32, count)
        expectExceeds(tg_exceeds_64, count)
    }

    @Test(arguments: lengths) func `truths are joined in three-valued logic`(count: Int) {
        let (left, right) = (truths(count, seed: 1), truths(count, seed: 2))
        var (both, either, opposite) = (left, left, left)
        tg_conjoin(&both, right, count)
        tg_disjoin(&either, right, count)
        tg_negate(&opposite, count)
        // False before unknown before true for "and", the other way round for "or".
        let rank: [UInt8: Int] = [2: 0, 3: 1, 1: 2]
        #expect(both == zip(left, right).map { rank[$0]! < rank[$1]! ? $0 : $1 })
        #expect(either == zip(left, right).map { rank[$0]! > rank[$1]! ? $0 : $1 })
        #expect(opposite == left.map { [1: 2, 2: 1, 3: 3][$0]! })
    }

    @Test(arguments: lengths) func `rules get the rows that are not false`(count: Int) {
        let (truths, before) = (truths(count, seed: 3), random(count, seed: 4) as [UInt16])
        var verdicts = before
        tg_settle(truths, 5, count, &verdicts)
        let expected = zip(truths, before).map { truth, old in
            truth == 2 ? old : truth == 1 ? 5 : 5 | TG_UNKNOWN_VERDICT
        }
        #expect(verdicts == expected)
        let models = random(count, seed: 5).map { (model: UInt32) in model % 3 }
        tg_mark_unnamed(models, 5, count, &verdicts)
        #expect(
            verdicts
                == zip(models, expected).map { $0 == 0 && $1 == 5 ? 5 | TG_UNKNOWN_VERDICT : $1 })
        #expect(tg_all_verdicts(verdicts, count) == verdicts.reduce(0, |))
    }

    @Test(arguments: lengths) func `cells are kinds and what was noted`(count: Int) {
        let noted: [UInt16] = random(count, seed: 6).map { $0 % 1024 }
        let (bytes, words, longs): ([UInt8], [UInt16], [UInt32]) = (
            random(count, seed: 7), random(count, seed: 8),
            random(count, seed: 9).map { $0 % (1 << 22) }
        )
        var cells = [UInt32](repeating: 0, count: count)
        tg_cells_8(bytes, noted, 10, count, &cells)
        #expect(cells == zip(bytes, noted).map { UInt32($0) << 10 | UInt32($1) })
        tg_cells_16(words, noted, 10, count, &cells)
        #expect(cells == zip(words, noted).map { UInt32($0) << 10 | UInt32($1) })
        tg_cells_32(longs, noted, 10, count, &cells)
        #expect(cells == zip(longs, noted).map { $0 << 10 | UInt32($1) })
    }

    @Test(arguments: lengths) func `a sweep has a place for each rule and each pair`(count: Int) {
        let (above, upTo): ([UInt16], [UInt16]) = (
            random(count, seed: 10).map { $0 % 3 }, random(count, seed: 11).map { $0 % 3 }
        )
        let rank: [UInt16] = random(count, seed: 12).map { $0 % 101 }
        var places = above
        tg_sweep_places(&places, upTo, rank, 3, 101, count)
        let expected = (0..<count).map { (row: Int) -> UInt16 in
            guard above[row] != upTo[row] else { return above[row] }
            let pair: UInt16 = above[row] * 3 + upTo[row]
            return 3 + pair * 101 + rank[row]
        }
        #expect(places == expected)
    }

    @Test(arguments: lengths) func `packed numbers are base and multiples`(count: Int) {
        expectUnpacked(tg_unpack_8, count, factor: 1_000_000)
        expectUnpacked(tg_unpack_16, count, factor: 10)
        expectUnpacked(tg_unpack_32, count, factor: 1)
    }

    private func expectUnpacked<Code: FixedWidthInteger & UnsignedInteger>(
        _ kernel: (
            UnsafePointer<Code>, UInt32, UInt32, Bool, Int, UnsafeMutablePointer<Int32>
        ) -> Void, _ count: Int, factor: UInt32
    ) {
        let codes: [Code] = random(count, seed: count)
        for hasUnknown in [false, true] {
            var numbers = [Int32](repeating: 0, count: count)
            kernel(codes, 7, factor, hasUnknown, count, &numbers)
            let expected = codes.map { (code: Code) -> Int32 in
                if hasUnknown && code == .max { return -1 }
                return Int32(truncatingIfNeeded: 7 + UInt64(code) * UInt64(factor))
            }
            #expect(numbers == expected)
        }
    }

    @Test(arguments: lengths) func `small codes stand for bits, names and kinds`(count: Int) {
        let codes: [UInt8] = random(count, seed: 13)
        var bits = codes
        tg_unpack_bits(codes, 1, 3, count, &bits)
        #expect(bits == codes.map { ($0 &+ 1) & 3 })
        let table: [UInt32] = random(256, seed: 14)
        var names = [UInt32](repeating: 0, count: count)
        tg_unpack_names(codes, table, count, &names)
        #expect(names == codes.map { table[Int($0)] })
        let (models, flags) = (codes.map { UInt32($0 % 16) }, codes.map { $0 / 16 })
        let greatest = tg_look_up_kinds(models, flags, table, count, &names)
        #expect(names == codes.map { table[Int($0 % 16) * 16 + Int($0 / 16)] })
        #expect(greatest == names.max() ?? 0)
    }

    @Test(arguments: lengths) func `four columns stand side by side`(count: Int) {
        let columns = (0..<4).map { random(count, seed: 20 + $0) as [UInt32] }
        var rows = [UInt32](repeating: 0, count: 4 * count)
        tg_join_four(columns[0], columns[1], columns[2], columns[3], count, &rows)
        #expect(rows == (0..<count).flatMap { row in columns.map { $0[row] } })
    }

    @Test(arguments: lengths, [1, 3, 200]) func `tokens are added up by cell`(
        count: Int, cells: Int
    ) {
        let cell: [UInt32] = random(count, seed: 30).map { $0 % UInt32(cells) }
        expectAdded(tg_add_pairs_16, 2, cell, cells)
        expectAdded(tg_add_tokens_16, 4, cell, cells)
        expectAdded(tg_add_tokens_32, 4, cell, cells)
    }

    private func expectAdded<Tokens: FixedWidthInteger & UnsignedInteger>(
        _ kernel: (
            UnsafePointer<Tokens>, UnsafePointer<UInt32>, Int, UnsafeMutablePointer<UInt64>, Int
        ) -> Void, _ lanes: Int, _ cell: [UInt32], _ cells: Int
    ) {
        let tokens = random(lanes * cell.count, seed: 31) as [Tokens]
        var expected = [UInt64](repeating: 0, count: 4 * cells)
        for (row, cell) in cell.enumerated() {
            for lane in 0..<lanes {
                expected[4 * Int(cell) + lane] += UInt64(tokens[lanes * row + lane])
            }
            expected[4 * Int(cell) + 1] += TG_ONE_CALL
        }
        for (tables, stride) in [(1, 0), (4, cells)] {
            var sums = [UInt64](repeating: 0, count: 4 * cells * tables)
            kernel(tokens, cell, cell.count, &sums, stride)
            let found = (0..<4 * cells).map { (place: Int) -> UInt64 in
                (0..<tables).reduce(0) { sum, table in sum + sums[4 * cells * table + place] }
            }
            #expect(found == expected)
        }
    }
}

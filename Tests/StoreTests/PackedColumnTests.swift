import Calls
import Testing

@testable import Store

@Suite struct PackedColumnTests {
    private static let unknown = CallBlock.unknownNumber

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let values: [Int64]
        /// Bytes a row.
        let width: Int
    }

    @Test(arguments: [
        Case(testDescription: "nothing", values: [], width: 0),
        Case(testDescription: "one value", values: [7, 7, 7], width: 0),
        Case(testDescription: "all unknown", values: [unknown, unknown], width: 0),
        Case(testDescription: "a value or unknown", values: [7, unknown, 7], width: 1),
        Case(testDescription: "255 apart", values: [-5, 250], width: 1),
        Case(testDescription: "256 apart", values: [1, 257], width: 2),
        Case(testDescription: "255 apart and unknown", values: [0, 255, 3, unknown], width: 2),
        Case(testDescription: "65,535 apart", values: [0, 65_535, 3], width: 2),
        Case(testDescription: "65,536 apart", values: [0, 65_536, 3], width: 4),
        Case(testDescription: "2^32 - 1 apart", values: [0, 4_294_967_295, 3], width: 4),
        Case(testDescription: "2^32 apart", values: [0, 4_294_967_296, 3], width: 8),
        Case(
            testDescription: "milliseconds within an hour",
            values: [1_767_571_200_000_000_000, 1_767_574_799_999_000_000], width: 4),
        Case(testDescription: "seconds", values: [0, 9_000_000_000, 5_000_000_000], width: 1),
        Case(testDescription: "the whole range", values: [unknown + 1, .max, 0], width: 8),
        Case(
            testDescription: "the whole range and unknown", values: [unknown + 1, .max, unknown],
            width: 8),
    ])
    func valuesComeBackFromNarrowCodes(_ packing: Case) throws {
        let bytes = PackedColumn.packed(packing.values, unknown: Self.unknown)
        #expect(
            bytes.count
                == PackedColumn.headerBytes + packing.width * packing.values.count)
        #expect(try Self.unpacked(bytes, count: packing.values.count) == packing.values)
    }

    @Test func anyValuesComeBack() throws {
        var random = SplitMix(seed: 1)
        for _ in 0..<2000 {
            let bits = Int.random(in: 0...63, using: &random)
            let step = PowersOfTen.all.prefix(10).randomElement(using: &random) ?? 1
            let base = Int64(truncatingIfNeeded: random.next()) >> 1
            let hasUnknown = Bool.random(using: &random)
            let values = (0..<Int.random(in: 1...70, using: &random)).map { _ in
                let distance = Int64(bitPattern: random.next() >> UInt64(64 - bits))
                if hasUnknown && random.next() % 3 == 0 { return Self.unknown }
                return base &+ distance / Int64(step) &* Int64(step)
            }
            let bytes = PackedColumn.packed(values, unknown: Self.unknown)
            #expect(try Self.unpacked(bytes, count: values.count) == values)
        }
    }

    @Test func amountsComeBackExactly() throws {
        let wide = Int128(Int64.max) + 1
        for amounts: [Int128] in [
            [0, 0], [4_578_000_000_000_000, 2_014_000_000_000_000, 1], [wide, wide],
            [wide, 0, -wide],
            [Int128(Int64.max), 0], [10, 20, 30],
        ] {
            let bytes = PackedColumn.packed(amounts)
            var found = [Int128](repeating: -1, count: amounts.count)
            try Self.withColumn(bytes, amounts.count) { $0.unpack(0..<amounts.count, into: &found) }
            #expect(found == amounts)
        }
    }

    @Test func hashesComeBack() throws {
        for hashes: [UInt128] in [[0, 0], [.max, 0, 1], [.max, .max]] {
            let bytes = PackedColumn.packed(hashes)
            var found = [UInt128](repeating: 5, count: hashes.count)
            try Self.withColumn(bytes, hashes.count) { $0.unpack(0..<hashes.count, into: &found) }
            #expect(found == hashes)
        }
    }

    @Test func rowsInTheMiddleComeBack() throws {
        let values = (0..<100).map { Int64($0 * 3) }
        var found = [Int64](repeating: -1, count: 10)
        try Self.withColumn(PackedColumn.packed(values), 100) { $0.unpack(20..<30, into: &found) }
        #expect(found == Array(values[20..<30]))
    }

    @Test func aCodeBeyondTheTableGivesItsFirstEntry() throws {
        var found: [UInt8] = [0, 0, 0]
        try Self.withColumn(PackedColumn.packed([0, 2, 9] as [Int64]), 3) {
            $0.unpack(0..<3, by: [7, 8, 9] as [UInt8], into: &found)
        }
        #expect(found == [7, 9, 7])
    }

    @Test func whatIsNoColumnIsRefused() {
        let good = PackedColumn.packed([1, 2, 3] as [Int64])
        var wrongWidth = good
        wrongWidth[0] = 3
        var wrongExponent = good
        wrongExponent[2] = 19
        let bad: [([UInt8], Int)] = [
            ([], 0), (good, 4), (wrongWidth, 3), (wrongExponent, 3), (Array(good.dropLast()), 3),
        ]
        for (bytes, rows) in bad {
            bytes.withUnsafeBytes { #expect(PackedColumn($0, rows: rows) == nil) }
        }
        good.withUnsafeBytes { #expect(PackedColumn($0, rows: 3) != nil) }
    }

    @Test func anyChangedByteChangesTheChecksum() {
        var random = SplitMix(seed: 2)
        for length in [1, 7, 8, 31, 32, 33, 64, 100] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            for place in bytes.indices {
                var changed = bytes
                changed[place] ^= UInt8.random(in: 1...255, using: &random)
                #expect(Checksum.of(changed) != Checksum.of(bytes))
            }
            #expect(Checksum.of(bytes + [0]) != Checksum.of(bytes))
        }
    }

    @Test func namePagesComeBack() throws {
        for names: [[UInt8]] in [[], [[]], [[1, 2], [], [3]], [Array("é\0".utf8)]] {
            var page = NamePage()
            for name in names { page.append(name) }
            let found = page.bytes.withUnsafeBytes { NamePage($0)?.names }
            #expect(found == names)
            page.bytes.dropLast().withUnsafeBytes { #expect(NamePage($0) == nil) }
        }
    }

    private static func unpacked(_ bytes: [UInt8], count: Int) throws -> [Int64] {
        var found = [Int64](repeating: -1, count: count)
        try withColumn(bytes, count) { $0.unpack(0..<count, into: &found) }
        return found
    }

    private static func withColumn(
        _ bytes: [UInt8], _ rows: Int, _ body: (PackedColumn) -> Void
    ) throws {
        try bytes.withUnsafeBytes { body(try #require(PackedColumn($0, rows: rows))) }
    }
}

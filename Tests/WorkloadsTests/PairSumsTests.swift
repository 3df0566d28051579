import Testing

@testable import Workloads

@Suite struct PairSumsTests {
    private static func sums(_ pairs: [(Int64, Int64)], plus offset: Int64 = 0) -> PairSums {
        pairs.reduce(into: PairSums()) { $0.add($1.0 + offset, $1.1 + offset) }
    }

    /// By hand: differences -1, 0, 1 and -1, 1, 0 have products that sum to 1, squares to 2 and 2.
    @Test(arguments: [Int64(0), 1 << 30, 1 << 47])
    func theCorrelationHangsOnDifferencesHoweverLargeTheNumbersAre(offset: Int64) throws {
        let found = try #require(
            Self.sums([(1, 1), (2, 3), (3, 2)], plus: offset).correlation)
        #expect(abs(found - 0.5) < 1e-14)
    }

    /// One of a million differs: its mean is next to a whole number, not at one.
    @Test func aSingleDifferenceIsSeen() throws {
        let many = [(Int64, Int64)](repeating: (1 << 40, 1 << 41), count: 999_999)
        let found = try #require(Self.sums(many + [((1 << 40) - 1, (1 << 41) + 7)]).correlation)
        #expect(abs(found + 1) < 1e-14)
    }

    @Test func numbersThatAreAlwaysTheSameHaveNone() {
        #expect(Self.sums([(1, 5), (2, 5)], plus: 1 << 47).correlation == nil)
        #expect(Self.sums([(1, 5)]).correlation == nil)
    }

    @Test func partsAreAddedUp() {
        let pairs: [(Int64, Int64)] = [(1, 4), (9, 2), (5, 5), (7, 0)]
        var parts = Self.sums(Array(pairs[..<2]))
        parts.merge(Self.sums(Array(pairs[2...])))
        #expect(parts.correlation == Self.sums(pairs).correlation)
    }
}

import Testing

@testable import Capacity

@Suite struct SmallestSearchTests {
    private func search(
        upTo most: Int64, near guess: Int64, _ holds: @escaping (Int64) -> Bool
    ) -> (answer: SmallestSearch<Never>.Answer, tried: Int) {
        var search = SmallestSearch<Never>(upTo: most) { holds($0) }
        let answer = search.answer(near: guess)
        return (answer, search.tried.count)
    }

    @Test(arguments: [1, 2, 3, 17, 99, 100, 101, 4095, 4096, 1_000_000] as [Int64])
    func theSmallestIsFoundFromAnywhere(_ smallest: Int64) {
        for guess: Int64 in [1, 64, smallest, 2_000_000, 1 << 40] {
            let found = search(upTo: 1 << 40, near: guess) { $0 >= smallest }
            #expect(found.answer.smallest == smallest)
            #expect(found.answer.exception == nil)
            #expect(found.tried <= 100)
        }
    }

    @Test func whereNothingHoldsThereIsNone() {
        #expect(search(upTo: 1000, near: 7) { _ in false }.answer.smallest == nil)
    }

    /// Holds from 100 on, but not from 120 to 139: the smallest safe one is 140.
    @Test func aGapIsFoundAndScanned() throws {
        let found = search(upTo: 1 << 20, near: 64) { $0 >= 100 && !(120..<140 ~= $0) }
        let exception = try #require(found.answer.exception)
        #expect(exception.holds < exception.fails)
        let smallest = try #require(found.answer.smallest)
        #expect(140 <= smallest && smallest < 140 + found.answer.resolution)
    }
}

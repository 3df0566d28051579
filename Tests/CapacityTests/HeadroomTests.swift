import Testing

@testable import Capacity

@Suite struct HeadroomTests {
    private func headroom(_ holds: @escaping (Int64) -> Bool) throws -> Headroom {
        try Headroom(holdsAsLogged: true, holds)
    }

    @Test(arguments: [1000, 1050, 1300, 1950, 2000, 4000, 31_950] as [Int64])
    func itEndsWithTheLastThatHolds(_ most: Int64) throws {
        let found = try headroom { $0 <= most }
        #expect(found.most == most)
        #expect(found.resolution == 50)
        #expect(!found.hasException)
    }

    /// Goals that are met again beyond a gap do not hold up to there.
    @Test(arguments: [1300...1400, 1050...1100, 1300...1900] as [ClosedRange<Int64>])
    func aGapEndsItThoughMoreHoldsAgain(_ gap: ClosedRange<Int64>) throws {
        let found = try headroom { !gap.contains($0) && $0 < 20_000 }
        let most = try #require(found.most)
        #expect(most < gap.lowerBound)
        #expect(most + found.resolution >= gap.lowerBound)
        #expect(gap.contains(most + found.resolution))
    }

    @Test func aGapThatWasSeenIsSaid() throws {
        #expect(try headroom { !(1300...1400).contains($0) }.hasException)
    }

    @Test func itIsOpenWhereNothingFails() throws {
        let found = try headroom { _ in true }
        #expect(found.most == Headroom.limit)
        #expect(try Headroom(holdsAsLogged: false) { _ in true }.most == nil)
    }
}

import Live
import Pricing
import Statistics
import Testing

@Suite struct SpendCapTests {
    /// Requests begin and end in any order, cost anything up to what was set aside, or don't tell.
    @Test(arguments: 0..<200)
    func isNeverCrossed(seed: UInt64) {
        var bits = SplitMix64(seed: seed)
        let limit = Money(attos: Int128(bits.below(1_000)))
        var cap = SpendCap(limit: limit)
        var open: [SpendCap.Reservation] = []
        var (truth, isRefused) = (Money.zero, false)
        for _ in 0..<500 {
            if open.isEmpty || bits.below(2) == 0 {
                guard let reservation = cap.reserve(Money(attos: Int128(bits.below(60)))) else {
                    isRefused = true
                    continue
                }
                open.append(reservation)
            } else {
                let ended = open.remove(at: Int(bits.below(UInt64(open.count))))
                let isTold = bits.below(4) > 0
                let cost = Money(attos: Int128(bits.below(UInt64(ended.amount.attos) + 1)))
                truth += cost
                cap.settle(ended, cost: isTold ? cost : nil)
            }
            #expect(truth <= cap.spent)
            #expect(cap.spent + cap.reserved <= limit)
            #expect(cap.reserved == open.reduce(.zero) { $0 + $1.amount })
        }
        #expect(isRefused)
    }

    @Test func unknownCostsCountAsTheMostThatTheyCanBe() throws {
        var cap = SpendCap(limit: Money(attos: 10))
        let first = cap.reserve(Money(attos: 7))
        let reservation = try #require(first)
        cap.settle(reservation, cost: nil)
        #expect(cap.spent == Money(attos: 7))
        #expect(cap.reserved == .zero)
        #expect(cap.reserve(Money(attos: 4)) == nil)
        #expect(!cap.couldFit(Money(attos: 4)))
        #expect(cap.reserve(Money(attos: 3)) != nil)
    }

    @Test func aReservationIsSettledOnce() throws {
        var cap = SpendCap(limit: Money(attos: 10))
        let first = cap.reserve(Money(attos: 5))
        let reservation = try #require(first)
        cap.settle(reservation, cost: Money(attos: 1))
        cap.settle(reservation, cost: Money(attos: 1))
        #expect(cap.spent == Money(attos: 1))
    }
}

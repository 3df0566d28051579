import Finance
import Testing

/// Expected values without another source are those of numpy-financial 1.0.0.
@Suite struct CashFlowTests {
    private static let flow = CashFlow([-100, 60, 60])

    @Test func presentValueLeavesTheFirstAmountAlone() {
        #expect(Self.flow.presentValue(at: 0.1).isClose(to: 4.132231404958674))
        #expect(Self.flow.presentValue(at: 0) == 20)
        // 24 months of 11,000 at 10 % a year, effective: 24 × 11,000 by the annuity factor
        // 21.76456767417677, less 120,000.
        let rate = DiscountRate(annual: 0.1, convention: .effective).monthly
        let long = CashFlow([-120_000] + Array(repeating: 11_000, count: 24))
        #expect(long.presentValue(at: rate).isClose(to: 119_410.24441594447))
    }

    @Test func discountedAmountsAddUpToTheWorth() {
        let sum = Self.flow.discounted(at: 0.1).cumulative.last ?? .nan
        #expect(sum.isClose(to: Self.flow.presentValue(at: 0.1)))
    }

    @Test func modifiedRateIsOneNumber() throws {
        let rate = try #require(Self.flow.modifiedRate(financing: 0.1, reinvestment: 0.1))
        #expect(rate.isClose(to: 0.12249721603218244))
        #expect(CashFlow([100, 60]).modifiedRate(financing: 0.1, reinvestment: 0.1) == nil)
        #expect(CashFlow([-100, -60]).modifiedRate(financing: 0.1, reinvestment: 0.1) == nil)
        #expect(CashFlow([-100]).modifiedRate(financing: 0.1, reinvestment: 0.1) == nil)
    }

    @Test func returnIsOnWhatIsLaidOut() throws {
        #expect(CashFlow([-1000] + Array(repeating: 10, count: 24)).returnOnInvestment == -0.76)
        #expect(CashFlow([0, 10]).returnOnInvestment == nil)
    }

    @Test(arguments: [
        (0.08, DiscountRate.Convention.effective, 0.00643403011000343),
        (0.08, .nominal, 0.006666666666666667),
        (0, .effective, 0), (0, .nominal, 0),
        (-0.5, .effective, -0.05612568731830647),
    ])
    func conventionsDiffer(_ annual: Double, _ convention: DiscountRate.Convention, _ month: Double)
    {
        let rate = DiscountRate(annual: annual, convention: convention).monthly
        #expect(rate.isClose(to: month))
        #expect(convention.annual(ofMonthly: rate).isClose(to: annual))
    }

    @Test(arguments: [
        ([-100, 60, 60], 1.6666666666666667, true),
        ([-100, 50, 50], 2, true),
        ([-100, 150, -80, 50], 0.6666666666666666, false),
        // Added up one by one, these miss 0 by 3e-14.
        ([-1199.88] + Array(repeating: 99.99, count: 12), 12, true),
        ([0, 5], 0, true),
        ([0, -5, 10], 0, false),
    ])
    func paybackLiesWithinAStep(_ amounts: [Double], _ steps: Double, _ isLasting: Bool) throws {
        let payback = try #require(Payback(of: CashFlow(amounts)))
        #expect(payback.steps.isClose(to: steps))
        #expect(payback.isLasting == isLasting)
    }

    @Test func whatNeverPaysBackHasNoPayback() {
        #expect(Payback(of: CashFlow([-1000] + Array(repeating: 10, count: 24))) == nil)
        // 60 and 60 pay 100 back, but not at 20 % a step.
        #expect(Payback(of: Self.flow.discounted(at: 0.2)) == nil)
    }
}

extension Double {
    /// Whether two numbers agree to nine digits, or to 1e-9 next to 0.
    func isClose(to other: Double) -> Bool { abs(self - other) <= 1e-9 * max(1, abs(other)) }
}

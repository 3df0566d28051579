import Documents
import Finance
import Pricing
import Testing

@Suite struct CostTests {
    static func money(_ text: String) -> Money {
        DecimalNumber(text).flatMap { Money(exactly: $0) } ?? Money(attos: .min)
    }

    /// 18,000 a month and 0.40 for a million tokens against 2.20; arithmetic.
    private static let hosting = StepCost(fixed: money("18000"), perUnit: money("0.0000004"))
    private static let price = money("0.0000022")
    private static let million: UInt64 = 1_000_000

    @Test func selfHostingBreaksEven() {
        let result = BreakEven(of: Self.hosting, against: Self.price)
        #expect(result.ranges.map(\.lower) == [10_000 * Self.million])
        #expect(result.ranges.map(\.upper) == [nil])
        #expect(Self.hosting.cost(of: 8_000 * Self.million) == Self.money("21200"))
        #expect(Self.hosting.cost(of: 12_000 * Self.million) == Self.money("22800"))
    }

    @Test func dearerTokensNeverBreakEven() {
        #expect(BreakEven(of: Self.hosting, against: Self.money("0.0000004")).ranges.isEmpty)
        #expect(BreakEven(of: Self.hosting, against: .zero).ranges.isEmpty)
    }

    /// A margin of 10^-18 for each token covers 18,000 only after 1.8 × 10^22 of them.
    @Test func volumesBeyondMeasureAreNotLookedAt() {
        let price = Self.money("0.000000400000000001")
        let far = BreakEven(of: Self.hosting, against: price)
        #expect(far.ranges.isEmpty)
        #expect(far.lookedUpTo == BreakEven.largestVolume)
        let stepped = StepCost(
            fixed: Self.money("18000"), perUnit: .zero,
            step: StepCost.Step(cost: Self.money("1"), capacity: BreakEven.largestVolume))
        // A full step gains 0.126, of which it takes 143,000 to cover what is fixed.
        let one = BreakEven(of: stepped, against: Self.money("0.000000000000001"))
        #expect(one.ranges.isEmpty)
        #expect(one.lookedUpTo == BreakEven.largestVolume)
        // Ten thousand steps of one token each, of which none but the last few would pay.
        let many = StepCost(
            fixed: Self.money("20000"), perUnit: .zero,
            step: StepCost.Step(cost: Self.money("1"), capacity: 1))
        #expect(BreakEven(of: many, against: Self.money("2")).lookedUpTo == BreakEven.mostSteps)
    }

    @Test func nothingFixedPaysAtOnce() {
        let free = StepCost(fixed: .zero, perUnit: .zero)
        #expect(BreakEven(of: free, against: Self.price).ranges.map(\.lower) == [1])
    }

    /// Fixed 10 and 50 for each 10 units against 5.5 a unit: of each ten the last ones pay, from
    /// (10 + 50 k) / 5.5 on, until with the twelfth step all do.
    @Test func stepsMakeManyCrossings() {
        let cost = StepCost(
            fixed: Self.money("10"), perUnit: .zero,
            step: StepCost.Step(cost: Self.money("50"), capacity: 10))
        let result = BreakEven(of: cost, against: Self.money("5.5"))
        #expect(result.lookedUpTo == nil)
        #expect(result.ranges.map(\.lower) == [20, 30, 39, 48, 57, 66, 75, 84, 93, 102])
        #expect(result.ranges.map(\.upper) == [20, 30, 40, 50, 60, 70, 80, 90, 100, nil])
        expectTruth(of: result)
    }

    @Test(arguments: [
        // fixed, per unit, step, capacity, price
        ("0", "0", "50", 10, "5"), ("0", "0", "50", 10, "6"), ("1", "0", "50", 10, "5"),
        ("7", "1.5", "13", 7, "4"), ("100", "0.5", "9", 5, "2.5"), ("0", "1", "1", 3, "1.5"),
        ("20", "0", "30", 1, "31"), ("20", "0", "30", 1, "29"), ("12", "2", "0", 5, "3"),
    ])
    func rangesHoldExactlyTheVolumesThatPay(
        _ fixed: String, _ unit: String, _ step: String, _ capacity: UInt64, _ price: String
    ) {
        let cost = StepCost(
            fixed: Self.money(fixed), perUnit: Self.money(unit),
            step: StepCost.Step(cost: Self.money(step), capacity: capacity))
        expectTruth(of: BreakEven(of: cost, against: Self.money(price)))
    }

    /// Every volume up to 500, one by one.
    private func expectTruth(of result: BreakEven) {
        for volume in 1...UInt64(500) {
            let pays =
                result.cost.cost(of: volume)
                <= Money(attos: result.price.attos * Int128(volume))
            let isInside = result.ranges.contains {
                $0.lower <= volume && volume <= $0.upper ?? .max
            }
            #expect(pays == isInside, "\(volume): \(result.ranges)")
        }
        for (range, next) in zip(result.ranges, result.ranges.dropFirst()) {
            #expect((range.upper ?? .max) + 1 < next.lower)
        }
    }

    /// 600 requests of 1,000 + 200 tokens and 400 of 4,000 + 800 at 2.50 and 10.00; arithmetic.
    @Test func unitsShareTheCost() {
        let costs = UnitCosts(
            total: Self.money("9.90"),
            of: TrafficCounts(requests: 1_000, users: 125, tokens: 2_640_000))
        #expect(costs.perRequest == Self.money("0.0099"))
        #expect(costs.perThousandRequests == Self.money("9.90"))
        #expect(costs.perUser == Self.money("0.0792"))
        #expect(costs.perMillionTokens == Self.money("3.75"))
        let unknown = UnitCosts(total: Self.money("9.90"), of: TrafficCounts(users: 0))
        #expect(unknown.perUser == nil)
        #expect(unknown.perRequest == nil)
    }

    /// 20 % off for 40,000 a month: the promise costs 1,000 more than it saves.
    @Test func commitmentMayLose() {
        let plan = CommittedSpend(commitment: Self.money("40000"), discount: 2_000)
        let usage = ["30000", "55000", "38000"].map(Self.money)
        let costs = usage.map(plan.cost)
        #expect(costs == ["40000", "44000", "40000"].map(Self.money))
        #expect(costs.reduce(.zero, +) - usage.reduce(.zero, +) == Self.money("1000"))
    }

    @Test(arguments: [
        (0.0, 50, 50_000.0, 50.0), (0.05, 26, 51_113.4537588871, 25.676547513653325),
    ])
    func budgetIsUsedUp(_ growth: Double, _ day: Int, _ spent: Double, _ days: Double) throws {
        let end = try #require(BudgetExhaustion(budget: 50_000, firstDay: 1_000, growth: growth))
        #expect(end.day == day)
        #expect(end.spent.isClose(to: spent))
        #expect(end.days.isClose(to: days))
    }

    /// Days added up one by one.
    @Test(arguments: [-0.019, -0.001, 0, 0.0001, 0.02, 0.3, 1])
    func closedFormIsTheSum(_ growth: Double) throws {
        let end = try #require(BudgetExhaustion(budget: 50_000, firstDay: 1_000, growth: growth))
        var (sum, spend, day) = (0.0, 1_000.0, 0)
        while sum < 50_000 * (1 - 1e-12) {
            (sum, spend, day) = (sum + spend, spend * (1 + growth), day + 1)
        }
        #expect(end.day == day)
        #expect(end.spent.isClose(to: sum))
    }

    @Test func fallingSpendMayNeverGetThere() {
        #expect(BudgetExhaustion(budget: 50_000, firstDay: 1_000, growth: -0.02) == nil)
        #expect(BudgetExhaustion(budget: 50_000, firstDay: 1_000, growth: -0.5) == nil)
    }
}

import Documents
import Finance
import Pricing
import Statistics
import Testing

@Suite struct ProjectTests {
    static func project(_ lines: String) throws -> Project {
        let text = "scenario: test\nversion: 1\n" + lines
        return try Project(
            Scenario(Document(text: text, name: "test.yaml")),
            prices: PriceTable.named("headline-2026"))
    }

    private static func outcome(_ lines: String) throws -> ProjectOutcome {
        ProjectOutcome(of: try project(lines))
    }

    private static func money(_ text: String) -> Money { CostTests.money(text) }

    /// The tutorial's own numbers: 94.75 % of $5,000.
    @Test func tutorialsBillFalls() throws {
        let outcome = try Self.outcome("saving: {monthly_cost: 5000 USD, percent: 94.75%}")
        #expect(outcome.project.saving.saved == Self.money("4737.50"))
        #expect(outcome.project.saving.after == Self.money("262.50"))
        #expect(outcome.annualSaving == Self.money("56850"))
        #expect(outcome.returnOnInvestment == nil)
        #expect(outcome.internalRates.rates.isEmpty)
        #expect(outcome.payback?.steps == 0)
    }

    /// The tutorial's three volumes, and the one that its bill buys.
    @Test func tutorialsVolumesComeFromThePrices() throws {
        let tutorial = try Project(
            Scenario.named("tutorial"), prices: PriceTable.named("headline-2026"))
        let rows = tutorial.volumes.map {
            "\($0.volume / 1_000_000): \($0.after) \($0.before) \($0.saved)"
        }
        #expect(
            rows == [
                "10: 4.20 80.00 75.80", "100: 42.00 800.00 758.00", "1000: 420.00 8000.00 7580.00",
                "625: 262.50 5000.00 4737.50",
            ])
        #expect(tutorial.saving.saved == Self.money("3790"))
        #expect(tutorial.oneOff == Self.money("11100"))
        #expect(tutorial.netSaving == Self.money("3540"))
    }

    /// By numpy-financial 1.0.0: npv, irr and mirr of -11,100 and twelve times 3,540.
    @Test func tutorialIsWorthWhatOthersCalculate() throws {
        let prices = try PriceTable.named("headline-2026")
        var scenario = try Scenario.named("tutorial")
        let effective = ProjectOutcome(of: try Project(scenario, prices: prices))
        #expect(effective.presentValue.value.isClose(to: 29_655.516797244432))
        #expect(effective.internalRates.rates.count == 1)
        #expect(effective.internalRates.rates.first?.isClose(to: 0.30596159161847636) ?? false)
        #expect(effective.modifiedRate?.value.isClose(to: 0.1216497531569043) ?? false)
        // (12 × 3,540 - 11,100) / 11,100; 11,100 / 3,540.
        #expect(effective.returnOnInvestment?.value.isClose(to: 282.7027027027027) ?? false)
        #expect(effective.payback?.steps.isClose(to: 3.1355932203389830) ?? false)
        scenario.setConvention(.nominal, from: .option("--discounting"))
        let nominal = ProjectOutcome(of: try Project(scenario, prices: prices))
        #expect(nominal.presentValue.value.isClose(to: 29_595.06757644497))
    }

    /// By numpy-financial 1.0.0, the saving growing by 2 % a month from the second month on.
    @Test func savingGrowsFromTheSecondMonth() throws {
        let outcome = try Self.outcome(
            """
            saving: 3790
            migration: 11100
            operations: 250
            term: 24
            growth: 2%
            """)
        #expect(outcome.presentValue.value.isClose(to: 89_233.30673032237))
        #expect(outcome.internalRates.rates.first?.isClose(to: 0.33977272806457504) ?? false)
    }

    @Test func lossIsToldAsOne() throws {
        let outcome = try Self.outcome("saving: -100 USD/month\nmigration: 1000 USD")
        #expect(outcome.payback == nil)
        #expect(outcome.discountedPayback == nil)
        #expect(outcome.presentValue.value < -1000)
        #expect(outcome.returnOnInvestment?.value.isClose(to: -220) ?? false)
        #expect(outcome.breakEven.tokens(saving: 100) == nil)
    }

    @Test func yearsAddUpToTheWorth() throws {
        let outcome = try Self.outcome(
            "saving: 900\nmigration: 5000\nlicence: 40\nterm: 30\ngrowth: 1.5%")
        #expect(outcome.years.map(\.months) == [0, 12, 12, 6])
        #expect(outcome.years.map(\.year) == [0, 1, 2, 3])
        let worth = outcome.years.reduce(0) { $0 + $1.worth }
        #expect(worth.isClose(to: outcome.presentValue.value))
        let nets = outcome.years.reduce(0) { $0 + $1.net }
        #expect(nets.isClose(to: outcome.flow.cumulative.last ?? .nan))
    }

    /// With the saving that it names, the project comes to nothing.
    @Test func breakEvenIsWhereNothingIsLeft() throws {
        let lines = "migration: 5000\nlicence: 40\nterm: 30\ngrowth: 1.5%\n"
        let point = try Self.outcome("saving: 900\n" + lines).breakEven
        let worth = try Self.outcome("saving: \(point.worthNothing.rounded(decimals: 9))\n" + lines)
        #expect(abs(worth.presentValue.value) < 1e-6)
        let back = try Self.outcome("saving: \(point.paidBack.rounded(decimals: 9))\n" + lines)
        #expect(abs(back.flow.cumulative.last ?? .nan) < 1e-6)
    }

    /// 250 a month over 7.58 for a million tokens.
    @Test func runningBreaksEvenAtAVolume() throws {
        let tutorial = try Project(
            Scenario.named("tutorial"), prices: PriceTable.named("headline-2026"))
        #expect(ProjectOutcome(of: tutorial).breakEven.runningTokens == 32_981_531)
    }

    @Test func tornadoIsSortedAndTriesOneInputAtATime() throws {
        let outcome = try Self.outcome(
            """
            saving: 1000
            migration: 5000
            growth: 1%
            sensitivity: {growth: 0%..2%}
            """)
        let bars = outcome.tornado.bars
        #expect(bars.map(\.swing) == bars.map(\.swing).sorted(by: >))
        #expect(Set(bars.map(\.input)) == [.saving, .migration, .term, .discountRate, .growth])
        let migration = try #require(bars.first { $0.input == .migration })
        #expect((migration.low, migration.high) == (4000, 6000))
        #expect((migration.worthAtLow - outcome.presentValue.value).isClose(to: 1000))
        let growth = try #require(bars.first { $0.input == .growth })
        #expect((growth.low, growth.high) == (0, 2))
        let term = try #require(bars.first { $0.input == .term })
        #expect((term.low, term.high) == (10, 14))
    }

    @Test(arguments: [
        ("term: 12", "nothing says what is saved"),
        ("saving: 1\nhours: 5", "hours are given without what one costs"),
        ("saving: 1\nhourly_rate: 5", "an hourly rate is given without hours"),
        ("saving: 1 USD\nlicence: 5 EUR", "amount in EUR, where other amounts are in USD"),
        (
            "saving: {volume: 1M, from: gpt-4.1, to: deepseek-v3.2}\nlicence: 5 EUR",
            "amount in EUR, where price table headline-2026 is in USD"
        ),
        (
            "saving: {volume: 1M, from: gpt-4, to: deepseek-v3.2}",
            "gpt-4 is not in price table headline-2026; did you mean gpt-4.1?"
        ),
        (
            "saving: {monthly_cost: 1000000000, percent: -1000%}",
            "the saving comes to -10000000000.00 USD a month; expected a billion at most"
        ),
        (
            "saving: {volume: 1000000B, from: gpt-4.1, to: deepseek-v3.2}",
            "the saving comes to 7580000000.00 USD a month"
        ),
        ("saving: 1\nvolumes: [1M]", "the saving is none of tokens that move"),
        (
            "saving: 1\nself_hosting: {fixed: 1, per_million_tokens: 1, against: 01-ai/yi}",
            "01-ai/yi is not in price table headline-2026"
        ),
        ("saving: 1\nsensitivity: {saving: 2..3}", "does not hold its value 1.0"),
    ])
    func whatDoesNotFitIsRefused(_ lines: String, _ message: String) throws {
        let error = #expect(throws: FinanceError.self) { try Self.project(lines) }
        #expect(error?.description.contains(message) ?? false, "\(error?.description ?? "")")
    }

    @Test func splitPricesNeedAShare() throws {
        let list = try PriceTable.named("list-2026")
        var scenario = Scenario()
        try scenario.setMove(
            volume: "1M", from: "gpt-4.1", to: "deepseek-v3.2", inputShare: nil,
            origin: .option("--volume"))
        let error = #expect(throws: FinanceError.self) { try Project(scenario, prices: list) }
        #expect(error?.description.contains("give the share of the tokens that is input") ?? false)
        try scenario.setMove(
            volume: nil, from: nil, to: nil, inputShare: "80%", origin: .option("--input-share"))
        let model = try #require(list.model("gpt-4.1"))
        let input = try #require(model.rate(of: .input, in: .standard)).amount(of: 800_000)
        let output = try #require(model.rate(of: .output, in: .standard)).amount(of: 200_000)
        #expect(try Project(scenario, prices: list).saving.before == input + output)
    }
}

extension Double {
    fileprivate func rounded(decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        let units = Int128((self * scale).rounded())
        return Money(attos: units * Int128(1_000_000_000_000_000_000 / scale)).description
    }
}

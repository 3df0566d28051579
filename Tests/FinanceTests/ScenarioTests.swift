import Documents
import Finance
import Pricing
import Testing

@Suite struct ScenarioTests {
    private static func scenario(_ lines: String) throws -> Scenario {
        try Scenario(Document(text: "scenario: test\nversion: 1\n" + lines, name: "test.yaml"))
    }

    @Test func exampleIsAScenario() throws {
        let example = try Scenario(Document(text: Scenario.example, name: "example.yaml"))
        #expect(example.values.count == ScenarioInput.allCases.count - 1)
        #expect(
            example.distributions.keys.sorted { $0.rawValue < $1.rawValue } == [
                .hours, .operations,
            ])
        let project = try Project(example, prices: PriceTable.named("headline-2026"))
        #expect(project.selfHosting?.ranges.isEmpty == false)
    }

    @Test func valuesKnowTheirLines() throws {
        let scenario = try Self.scenario("saving: 10\nhours: 80\nhourly_rate: 120.50 USD/hour")
        #expect(scenario.values[.hours]?.content == .hours(800_000))
        #expect(scenario.values[.hours]?.origin.description == "test.yaml:4")
        #expect(scenario.values[.hourlyRate]?.currency == .usd)
    }

    @Test(arguments: [
        ("hours: -1", "test.yaml:3: hours is \"-1\"; expected hours such as 80, from 0"),
        ("hours: nan", "is \"nan\"; expected hours"),
        ("hours: 1e400", "is \"1e400\"; expected hours"),
        ("hours: 80 USD", "is \"80 USD\"; expected hours"),
        ("hours: 0.00001", "at most four decimals"),
        ("term: 0", "test.yaml:3: term is \"0\"; expected whole months such as 12 months"),
        ("term: 12.5", "expected whole months"),
        ("term: 601", "from 1 to 600"),
        ("discount_rate: 0.08", "expected a percentage a year such as 8%, from -50% to 1000%"),
        ("discount_rate: -100%", "expected a percentage a year"),
        ("growth: 51%", "expected a percentage a month such as 2%, from -50% to 50%"),
        ("growth: 2%/year", "expected a percentage a month"),
        ("licence: 99 USD/year", "expected an amount such as 250 USD/month"),
        ("licence: 99%", "expected an amount"),
        ("saving: {volume: 5M}", "lacks one of volume, from and to"),
        ("saving: {monthly_cost: 5}", "give both"),
        ("saving: {monthly_cost: 5, percent: 101%}", "a percentage from -1000% to 100%"),
        ("saving: {volume: 5M, percent: 5%}", "test.yaml:3: saving.percent stands beside volume"),
        ("saving: {volume: 0, from: a, to: b}", "expected a count such as 500M tokens"),
        ("saving: {volume: 1.5, from: a, to: b}", "expected a count such as 500M tokens"),
        ("discounting: compound", "expected effective, (1 + r)^(1/12) - 1, or nominal, r / 12"),
        ("operation: 5", "is not a known key; expected one of"),
        ("operation: 5", "did you mean \"operations\"?"),
        (
            "self_hosting: {fixed: 1, per_million_tokens: 1, against: 2, step: 3}",
            "only one of step"
        ),
        ("sensitivity: {saving: 5}", "expected two values with two points between"),
        ("sensitivity: {saving: 5..4}", "expected the smaller value first"),
        ("sensitivity: {growth: 1..2}", "has an end that is \"1\"; expected a percentage"),
        ("uncertain: {saving: {gauss: {}}}", "is not a known key"),
        ("uncertain: {saving: {normal: {mean: 5, sd: 0}}}", "sd is not above 0"),
        ("uncertain: {saving: {lognormal: {mean: -5, sd: 1}}}", "mean is not above 0"),
        ("uncertain: {saving: {uniform: {low: 5, high: 5}}}", "expected low <= high"),
        ("uncertain: {saving: {triangular: {low: 5, mode: 1, high: 9}}}", "low <= mode <= high"),
        ("draws: 5", "from 100 to 1,000,000"),
        ("seed: -1", "expected a whole number from 0"),
    ])
    func faultsAreOneLine(_ line: String, _ message: String) throws {
        let error = #expect(throws: DocumentError.self) { try Self.scenario(line) }
        let text = error?.description ?? ""
        #expect(text.contains(message), "\(text)")
        #expect(text.hasPrefix("test.yaml:3: "))
        #expect(!text.contains("\n"))
    }

    /// The currency of an amount that an option replaces no longer counts.
    @Test func replacedAmountsHaveNoCurrency() throws {
        var scenario = try Self.scenario("saving: 5 EUR\nlicence: 1 EUR\nmigration: 9")
        try scenario.set(.saving, to: "5 USD", from: .option("--monthly-saving"))
        let prices = try PriceTable.named("headline-2026")
        let error = #expect(throws: FinanceError.self) { try Project(scenario, prices: prices) }
        #expect(error?.description.contains("test.yaml:4 has an amount in EUR") ?? false)
        try scenario.set(.licence, to: "1 USD", from: .option("--licence"))
        #expect(try Project(scenario, prices: prices).currency == .usd)
        let ranged = try Self.scenario("saving: 5 USD\nsensitivity: {saving: 4 EUR..6 EUR}")
        #expect(throws: FinanceError.self) { try Project(ranged, prices: prices) }
    }

    /// A simulation must not draw values for others than those that count.
    @Test func whatIsUncertainIsNotReplaced() throws {
        var scenario = try Self.scenario(
            """
            saving: {monthly_cost: 100, percent: 50%}
            hours: 80
            hourly_rate: 100
            uncertain:
              hours: {uniform: {low: 70, high: 90}}
              saving: {normal: {mean: 50, sd: 5}}
            """)
        let option = Origin.option("--option")
        func expectRefusal(
            _ place: String, _ remedy: String, _ replace: () throws(ScenarioFault) -> Void
        ) {
            let fault = #expect(throws: ScenarioFault.self) { try replace() }
            #expect(fault?.description.contains(place) ?? false)
            #expect(fault?.description.contains(remedy) ?? false)
        }
        expectRefusal("test.yaml:7 says", "leave hours out") { () throws(ScenarioFault) in
            try scenario.set(.hours, to: "80", from: option)
        }
        expectRefusal("test.yaml:8 says", "leave saving out") { () throws(ScenarioFault) in
            try scenario.set(.saving, to: "50", from: option)
        }
        expectRefusal("test.yaml:8 says", "leave saving out") { () throws(ScenarioFault) in
            try scenario.setShare(cost: "100", percent: nil, from: option)
        }
        expectRefusal("test.yaml:8 says", "leave saving out") { () throws(ScenarioFault) in
            try scenario.setMove(
                volume: "1M", from: "a", to: "b", inputShare: nil, origin: option)
        }
        try scenario.set(.hourlyRate, to: "90", from: option)
        _ = try Project(scenario, prices: PriceTable.named("headline-2026"))
    }

    @Test(arguments: [
        ("uniform: {low: 11, high: 12}", false), ("uniform: {low: 10, high: 12}", true),
        ("triangular: {low: 5, mode: 6, high: 9}", false),
        ("triangular: {low: 5, mode: 6, high: 10}", true),
        ("normal: {mean: 15, sd: 1}", false), ("normal: {mean: 14, sd: 1}", true),
        ("lognormal: {mean: 20, sd: 1}", false), ("lognormal: {mean: 12, sd: 1}", true),
    ])
    func distributionsHoldTheirValue(_ distribution: String, _ isHeld: Bool) throws {
        let scenario = try Self.scenario(
            "saving: 10\nuncertain:\n  saving: {\(distribution)}")
        let prices = try PriceTable.named("headline-2026")
        guard !isHeld else {
            _ = try Project(scenario, prices: prices)
            return
        }
        let error = #expect(throws: FinanceError.self) { try Project(scenario, prices: prices) }
        #expect(error?.description.hasPrefix("test.yaml:5: the ") ?? false)
        #expect(error?.description.contains("saving does not hold its value 10.0") ?? false)
    }

    @Test func optionsGoBeforeTheFile() throws {
        var scenario = try Scenario.named("tutorial")
        try scenario.set(.hours, to: "40", from: .option("--hours"))
        try scenario.setMove(
            volume: "100M", from: nil, to: nil, inputShare: nil, origin: .option("--volume"))
        let project = try Project(scenario, prices: PriceTable.named("headline-2026"))
        #expect(project.oneOff == CostTests.money("6300"))
        #expect(project.saving.saved == CostTests.money("758"))
        #expect(scenario.values[.hours]?.origin == .option("--hours"))
    }
}

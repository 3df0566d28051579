import Documents
import Pricing
import Testing

@testable import Audit

@Suite struct AuditTests {
    private func result(
        _ claims: String, measured: [String: Measurement]? = nil
    ) throws -> AuditResult {
        let text = "audit: test\nversion: 1\nclaims:\n" + claims
        let file = try ClaimFile(Document(text: text, name: "claims.yaml"))
        var prices: [String: PriceTable] = [:]
        for name in file.priceTables { prices[name] = try PriceTable.named(name) }
        return try ClaimAudit(
            file, prices: prices,
            logs: measured.map {
                LogMeasurements(values: $0, prices: prices["headline-2026"]?.sha256)
            }
        ).result()
    }

    private func check(_ statement: String, values: String = "{}") throws -> CheckOutcome {
        let claims = """
              - claim: it is so
                values: \(values)
                checks: ['\(statement)']
            """
        return try #require(try result(claims).claims.first?.checks.first)
    }

    @Test(arguments: [
        ("80.00 USD = cost(gpt-4.1, 10M)", Verdict.holds),
        ("97.2 % = saving(claude-sonnet-4.5, deepseek-v3.2)", .holds),
        ("97.3 % = saving(claude-sonnet-4.5, deepseek-v3.2)", .wrong),
        ("95 % = saving(gpt-4.1, deepseek-v3.2)", .holds),
        ("94.7 % = saving(gpt-4.1, deepseek-v3.2)", .holds),
        ("94.74 % = saving(gpt-4.1, deepseek-v3.2)", .wrong),
        ("17M tokens = 500M / 30", .holds), ("16M tokens = 500M / 30", .wrong),
        ("90 % < saving(gpt-4.1, deepseek-v3.2)", .holds),
        ("95 % <= saving(gpt-4.1, deepseek-v3.2)", .wrong),
        ("94.75 % >= saving(gpt-4.1, deepseek-v3.2)", .holds),
        ("94.75 % > saving(gpt-4.1, deepseek-v3.2)", .wrong),
    ])
    func numberHoldsAsFarAsItsLastDigitTells(_ statement: String, _ verdict: Verdict) throws {
        #expect(try check(statement).verdict == verdict)
    }

    @Test(arguments: [
        ("42 USD = cost(deepseek-v3.2, 100K)", "factor: 1,000 times too high"),
        ("0.0042 USD = cost(deepseek-v3.2, 10M)", "factor: 1,000 times too low"),
        ("7500 USD = cost(gpt-4.1, 500M)", "it is right for claude-sonnet-4.5 in place of gpt-4.1"),
        ("97.21 % = 1 - 0.42 / 15.1", "rounding: the last digit was rounded down"),
        ("5.25 % = saving(gpt-4.1, deepseek-v3.2)", "the other part"),
        ("960 USD = cost(gpt-4.1, 10M)", "a year was taken for a month"),
    ])
    func wrongNumberHasItsLikelyCause(_ statement: String, _ cause: String) throws {
        let check = try check(statement)
        #expect(check.verdict == .wrong)
        #expect(check.causes.contains { $0.contains(cause) }, "\(check.causes)")
    }

    @Test func outputPriceForInputIsFound() throws {
        let claims = """
              - claim: ten million tokens in, none out
                prices: list-2026
                checks: ['80 USD = cost(gpt-4.1, 10M, 0)']
            """
        let check = try #require(try result(claims).claims.first?.checks.first)
        #expect(check.verdict == .wrong)
        #expect(check.computed == "20.00 USD")
        #expect(check.difference == "60.00 USD too high (300 %)")
        #expect(check.causes.first == "the output price was used for input too")
    }

    @Test func rangeDecidesOnlyWhereAllOfItAgrees() throws {
        let before = "{before: 80..150 ms}"
        #expect(try check("60 % <= 1 - 50 / before", values: before).verdict == .undecidable)
        #expect(try check("60 % <= 1 - 50 / before", values: before).missing == ["before"])
        #expect(
            try check("60 % <= 1 - 50 / before", values: before).computed == "37.5 % to 66.67 %")
        #expect(try check("30 % <= 1 - 50 / before", values: before).verdict == .holds)
        #expect(try check("70 % <= 1 - 50 / before", values: before).verdict == .wrong)
        #expect(try check("50 % = 1 - 50 / before", values: before).verdict == .undecidable)
        #expect(try check("20 % = 1 - 50 / before", values: before).verdict == .wrong)
    }

    @Test func unknownValueIsNamed() throws {
        let check = try check("85 % < 1 - 1 / rate", values: "{rate: unknown}")
        #expect(check.verdict == .undecidable)
        #expect(check.missing == ["rate"])
        #expect(check.computed == nil)
    }

    @Test func measurementsComeFromLogs() throws {
        let claims = """
              - claim: routing keeps the bill below 5 dollars
                checks: [5 USD > log.tutorial]
            """
        let known = ["tutorial": Measurement.known(Fraction(480, over: 100))]
        #expect(try result(claims, measured: known).claims[0].verdict == .holds)
        let without = try result(claims).claims[0]
        #expect(without.verdict == .undecidable)
        #expect(without.checks[0].missing == ["log.tutorial, of a log"])
        let partly = ["tutorial": Measurement.incomplete("3 requests have no price")]
        #expect(
            try result(claims, measured: partly).claims[0].checks[0].missing == [
                "log.tutorial (3 requests have no price)"
            ])
    }

    @Test func costsAtOtherPricesAreNotCompared() throws {
        let claims = """
              - claim: at list prices
                prices: list-2026
                checks: [5 USD > log.tutorial, 3 > log.requests]
            """
        let known = [
            "tutorial": Measurement.known(Fraction(4)), "requests": .known(Fraction(2)),
        ]
        let error = #expect(throws: DocumentError.self) { try result(claims, measured: known) }
        #expect(error?.description.contains("was measured at other prices") == true)
    }

    @Test func measurementThatWasNotMadeIsRefused() throws {
        let claims = """
              - claim: a misspelt name
                checks: [5 USD > log.tutoriel]
            """
        let known = ["tutorial": Measurement.known(Fraction(4))]
        let error = #expect(throws: DocumentError.self) { try result(claims, measured: known) }
        #expect(error?.description.contains("known are log.tutorial") == true)
    }

    @Test(arguments: [
        "80 EUR = cost(gpt-4.1, 10M)", "80 USD = 80 EUR", "1 million = 5", "1 M = 5",
    ])
    func unitsAreChecked(_ statement: String) {
        #expect(throws: DocumentError.self) { try check(statement) }
    }

    @Test(arguments: [
        "values: {fixed: 100 EUR}, checks: [\"100 USD = fixed\"]",
        "values: {fixed: 50..100 EUR}, checks: [\"100 USD >= fixed\"]",
        "mix: {tokens: 500M, bill: 1485 EUR}",
        "checks: [\"1 = 1\"], shows: {cost: \"cost(gpt-4.1, 1M) in EUR\"}",
    ])
    func currenciesOfAClaimAreThoseOfItsPrices(_ claim: String) {
        let error = #expect(throws: DocumentError.self) {
            try result("  - {claim: x, \(claim)}")
        }
        #expect(
            error?.description == "claims.yaml:4: claims[0] has an amount in EUR, where "
                + "headline-2026 has prices in USD")
    }

    @Test func secondsAreThousandMilliseconds() throws {
        #expect(try check("1 s = 1000 ms").verdict == .holds)
        #expect(try check("1.5 s = 2 * 750 ms").computed == "1.5 s")
    }

    /// The verdicts that the arithmetic of the tutorial's claims gives.
    @Test func tutorialsClaims() throws {
        let file = try ClaimFile.named("tutorial")
        var prices: [String: PriceTable] = [:]
        for name in file.priceTables { prices[name] = try PriceTable.named(name) }
        let result = try ClaimAudit(file, prices: prices).result()
        #expect(
            result.claims.map(\.verdict) == [
                .holds, .holds, .wrong, .holds, .wrong, .wrong, .wrong, .holds, .undecidable,
                .undecidable, .holds, .undecidable, .undecidable,
            ])
        let upTo = result.claims[2].checks
        #expect(upTo.map(\.verdict) == [.holds, .wrong, .undecidable])
        #expect(upTo[2].computed == "86 % to 94.75 %")
        let routed = result.claims[6]
        #expect(routed.checks.map(\.computed) == ["80.2 %", "62.88 %"])
        #expect(routed.mix?.answer.mixes.count == 3)
        #expect(result.claims[9].systems?.count == 8)
    }

    @Test(arguments: [
        (
            "- claim: x",
            "claims.yaml:4: claims[0] has nothing to check; expected checks, mix or spike"
        ),
        (
            "- {claim: x, checks: ['1 = cost(gpt-4, 1)']}",
            "claims.yaml:4: claims[0].checks[0] can't be calculated: gpt-4 is not in price table "
                + "headline-2026; did you mean gpt-4.1?"
        ),
        (
            "- {claim: x, checks: ['1 = rte'], values: {rate: 1}}",
            "claims.yaml:4: claims[0].checks[0] uses \"rte\", which stands nowhere; give it under "
                + "values, as a number, a range or unknown; did you mean rate?"
        ),
        (
            "- {claim: x, checks: ['1 = 1 / 0']}",
            "claims.yaml:4: claims[0].checks[0] can't be calculated: a division by zero"
        ),
        (
            "- {claim: x, check: ['1 = 1']}",
            "claims.yaml:4: claims[0].check is not a known key; expected one of claim, prices, "
                + "provided, values, checks, shows, mix, spike; did you mean \"checks\"?"
        ),
        (
            "- {claim: x, values: {a: 9..2}, checks: ['1 = a']}",
            "claims.yaml:4: claims[0].values.a is no range; expected the smaller number first"
        ),
        (
            "- {claim: x, mix: {tokens: 1M, bill: 1, grain: 3%}}",
            "claims.yaml:4: claims[0].mix.grain does not divide the whole; expected a share such as "
                + "1% or 5%"
        ),
    ])
    func faultsOfAFileNameTheirPlace(_ claim: String, _ expected: String) {
        let error = #expect(throws: DocumentError.self) { try result("  " + claim) }
        #expect(error?.description == expected)
    }
}

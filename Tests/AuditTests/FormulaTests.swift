import Documents
import Pricing
import Testing

@testable import Audit

@Suite struct FormulaTests {
    static let table = """
        prices: two
        version: 1
        currency: USD
        unit: 1M tokens
        models:
          - {id: small, input: "1", output: "2"}
          - {id: large, input: "10", output: "30"}
        """

    private func value(
        _ text: String, _ values: [String: Fraction] = [:]
    ) throws -> Fraction {
        let prices = try PriceTable(Document(text: Self.table, name: "prices.yaml"))
        return try Evaluation(prices: prices, values: values).value(
            of: FormulaParser.formula(text))
    }

    @Test(arguments: [
        ("1 + 2 * 3", Fraction(7)), ("(1 + 2) * 3", Fraction(9)), ("10 / 4", Fraction(5, over: 2)),
        ("1 - 2 - 3", Fraction(-4)), ("-2 * 3", Fraction(-6)), ("5 %", Fraction(1, over: 20)),
        ("500M / 30", Fraction(50_000_000, over: 3)), ("1.5K", Fraction(1500)),
        ("min(3, 1, 2) + max(3, 1, 2)", Fraction(4)),
        ("input_price(large)", Fraction(10)), ("output_price(large)", Fraction(30)),
        ("cost(small, 2M, 1M)", Fraction(4)),
    ])
    func formulasAreCalculated(_ text: String, _ expected: Fraction) throws {
        #expect(try value(text) == expected)
    }

    @Test func inputShareWeighsTheTwoPrices() throws {
        let share = ["input_share": Fraction(3, over: 4)]
        #expect(try value("price(large)", share) == Fraction(15))
        #expect(try value("cost(small, 4M)", share) == Fraction(5))
        #expect(try value("saving(large, small)", share) == Fraction(11, over: 12))
    }

    @Test func splitPricesWithoutTheShareAreRefused() {
        let error = #expect(throws: AuditError.self) { try value("price(large)") }
        #expect(
            error?.description == "two prices input and output of large apart; give input_share, "
                + "the share of the tokens that is input")
    }

    @Test(arguments: [
        ("1 +", "column 4: expected a number, a value or a function, found the end"),
        ("(1", "column 3: expected \")\", found the end"),
        ("1 2", "column 3: expected + - * / or the end, found 2"),
        (
            "costs(a, 1)",
            "column 1: unknown function \"costs\"; expected price, input_price, "
                + "output_price, cost, saving, min, max; did you mean cost?"
        ),
        ("cost(1, 2)", "column 6: expected a model's name, found 1"),
        ("1.2.3", "column 1: 1.2.3 is no number; expected one such as 4737.50"),
        ("1 ; 2", "column 3: unexpected character \";\""),
        (
            "1.0000000000000000001",
            "column 1: 1.0000000000000000001 has more than 18 decimals; "
                + "expected fewer"
        ),
        ("\"open", "column 1: the quoted name is not closed"),
    ])
    func faultsNameTheirColumn(_ text: String, _ expected: String) {
        let error = #expect(throws: FormulaError.self) { try FormulaParser.formula(text) }
        #expect(error?.description == expected)
    }

    @Test func longFormulaIsRefused() {
        let text = Array(repeating: "1", count: 100_000).joined(separator: "+")
        #expect(throws: FormulaError.self) { try FormulaParser.formula(text) }
    }

    @Test func statementNeedsANumberAndASign() {
        #expect(throws: FormulaError.self) { try FormulaParser.statement("cost(a, 1) = 2") }
        #expect(throws: FormulaError.self) { try FormulaParser.statement("2 cost(a, 1)") }
    }

    @Test(arguments: [
        ("97.2 %", Fraction(972, over: 1000), Fraction(1, over: 1000)),
        ("17M tokens", Fraction(17_000_000), Fraction(1_000_000)),
        ("4737.50 USD", Fraction(473_750, over: 100), Fraction(1, over: 100)),
        ("10_000", Fraction(10_000), .one),
    ])
    func lastWrittenDigitIsKnown(_ text: String, _ value: Fraction, _ last: Fraction) throws {
        let number = try FormulaParser.number(text)
        #expect(number.value == value)
        #expect(number.lastDigit == last)
    }
}

import Documents
import Pricing
import Testing

/// Discounts and exchange rates.
@Suite struct `A price times a factor` {
    private static func table(_ heading: String, currency: String = "CNY") throws -> PriceTable {
        try PriceTable(
            Document(
                text: """
                    prices: test
                    version: 1
                    currency: \(currency)
                    unit: 1M tokens
                    \(heading)
                    models:
                      - {id: a, provider: p, aliases: [a-1], input: 1, output: "0.000000000003"}
                      - {id: b, provider: p, all_tokens: 8}
                      - id: c
                        input: 3
                        output: 5
                        long_context: [{over: 100, input: 7, output: 9}]
                        off_peak: {windows: [{hours: "00:00-01:00"}], input: 2}
                    """, name: "test.yaml"))
    }

    private func rates(_ table: PriceTable, _ model: String) throws -> String {
        let entry = try #require(table.model(model))
        let lists = PriceFileWriter(table, models: [entry]).text
        return lists.matches(of: /"([0-9.]+)"/).map { String($0.1) }.joined(separator: " ")
    }

    @Test(arguments: [
        ("CNY=0.14 USD @2026-01-01", "a", "0.14 0.00"), ("CNY=0.14 USD @2026-01-01", "b", "1.12"),
        ("CNY=0.14 USD @2026-01-01", "c", "0.42 0.70 0.98 1.26 0.28"),
        ("CNY=0.5 EUR @2026-01-01", "a", "0.50 0.000000000002"),
        ("CNY=7000 JPY @2026-01-01", "b", "56000.00"),
    ])
    func `is rounded once, half to even`(rate: String, model: String, expected: String) throws {
        let exchange = try ExchangeRate(rate)
        let table = try #require(try Self.table("").converted(by: exchange))
        #expect(table.currency == exchange.to)
        #expect(try rates(table, model) == expected)
    }

    @Test func `beyond the bound is not made`() throws {
        #expect(try Self.table("").converted(by: ExchangeRate("CNY=20000 VND @2026-01-01")) == nil)
        #expect(try Self.table("").converted(by: ExchangeRate("EUR=2 USD @2026-01-01")) == nil)
    }

    @Test(arguments: [
        "", "CNY=0.14", "CNY=0.14 USD", "CNY=0.14 CNY @2026-01-01", "cny=0.14 USD @2026-01-01",
        "CNY=0 USD @2026-01-01", "CNY=-1 USD @2026-01-01", "CNY=0.14 USD @2026-13-01",
        "CNY=1.2.3 USD @2026-01-01", "CNY=0.1234567890123 USD @2026-01-01",
    ])
    func `needs a rate that says everything`(text: String) {
        let error = #expect(throws: ExchangeRateError.self) { try ExchangeRate(text) }
        #expect(
            error?.description.hasPrefix("\"\(text)\": expected two currencies, a rate") == true)
    }

    @Test(arguments: [
        ("[{model: a, off: 25%}]", "a", "0.75 0.000000000002", "25%"),
        ("[{model: a-1, off: 0.0001%}]", "a", "0.999999 0.000000000003", "0.0001%"),
        ("[{provider: p, off: 10%}]", "b", "7.20", "10%"),
        ("[{provider: p, off: 10%}, {model: b, off: 12.5%}]", "b", "7.00", "12.5%"),
        ("[{provider: p, off: 100%}]", "b", "0.00", "100%"),
        ("[{provider: p, off: 10%}]", "c", "3.00 5.00 7.00 9.00 2.00", nil),
    ])
    func `is what is left after a discount`(
        discounts: String, model: String, expected: String, shown: String?
    ) throws {
        let table = try Self.table("discounts: \(discounts)")
        #expect(try rates(table, model) == expected)
        #expect(table.model(model)?.discount == shown)
    }

    @Test func `takes discount and exchange in one rounding`() throws {
        let table = try Self.table("discounts: [{model: a, off: 50%}]")
        // 3 × 0.5 × 0.3 is 0.45, which rounds to 0; in two steps it would be 2 and then 1.
        let converted = try #require(
            try table.converted(by: ExchangeRate("CNY=0.3 USD @2026-01-01")))
        #expect(try rates(converted, "a") == "0.15 0.00")
        #expect(try rates(table, "a") == "0.50 0.000000000002")
    }

    @Test(arguments: [
        ("[{off: 1%}]", "[0] names neither or both; expected a model or a provider"),
        ("[{model: a, provider: p, off: 1%}]", "[0] names neither or both; expected"),
        ("[{model: a}]", "[0] has no value for \"off\", which is required"),
        ("[{model: a, off: 0.1}]", "[0].off is \"0.1\"; expected a part such as 12.5%, from 0%"),
        ("[{model: a, off: 101%}]", "[0].off is \"101%\"; expected a part such as 12.5%"),
        ("[{model: x, off: 1%}]", "[0] is for no model of this file; check the name"),
        (
            "[{model: a, off: 1%}, {model: a, off: 2%}]",
            "[1] repeats a name; expected one discount each"
        ),
    ])
    func `is refused where the discount is faulty`(discounts: String, message: String) {
        let error = #expect(throws: DocumentError.self) {
            try Self.table("discounts: \(discounts)")
        }
        #expect(
            error?.description.hasPrefix("test.yaml:5: discounts\(message)") == true,
            "\(error as Any)")
    }
}

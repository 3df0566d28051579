import Pricing
import Testing

@Suite struct `A rate` {
    @Test(arguments: [
        ("0.42", 420_000_000_000, "0.42"), ("15", 15_000_000_000_000, "15.00"), ("0", 0, "0.00"),
        ("0.000000000001", 1, "0.000000000001"), ("100000", 100_000_000_000_000_000, "100000.00"),
    ])
    func `is stated per million tokens`(text: String, attos: Int64, stated: String) throws {
        let rate = try Rate(perMillionTokens: decimal(text))
        #expect(rate.attosPerToken == attos)
        #expect(rate.perMillionTokens == stated)
    }

    @Test(arguments: [
        ("-1", "-1 per 1M tokens; expected 0 or more"),
        ("0.0000000000001", "0.0000000000001 per 1M tokens; expected at most 12 decimals"),
        ("100000.01", "100000.01 per 1M tokens; expected at most 100000"),
        (
            "1e40",
            "10000000000000000000000000000000000000000 per 1M tokens; expected at most 100000"
        ),
    ])
    func `that can't be held is refused`(text: String, message: String) throws {
        let error = #expect(throws: PricingError.self) {
            try Rate(perMillionTokens: decimal(text))
        }
        #expect(error?.description == message)
    }
}

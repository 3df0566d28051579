import Pricing
import Testing

@Suite struct `A currency` {
    @Test(arguments: [("USD", "$"), ("EUR", "€"), ("CNY", "¥"), ("CHF", "CHF ")])
    func `has a symbol`(code: String, symbol: String) throws {
        #expect(try #require(Currency(code)).symbol == symbol)
    }

    @Test(arguments: ["", "US", "usd", "USDT", "U$D"])
    func `is three capitals`(code: String) {
        #expect(Currency(code) == nil)
    }
}

import Pricing
import Testing

@Suite struct `A price warning` {
    @Test(arguments: [
        (
            "input: 0.0004, output: 1",
            "a: input is 0.0004 per 1M tokens, outside 0.001 to 1000; is it"
        ),
        (
            "input: 1, output: 1000.01",
            "a: output is 1000.01 per 1M tokens, outside 0.001 to 1000; is"
        ),
        ("input: 0, output: 1", "a: input is free"),
        ("input: 1, cache_read: 2, output: 3", "a: cache_read is dearer than input"),
        ("input: 3, output: 2", "a: output is cheaper than input"),
        ("output: 2", "a: no input rate: calls stay unpriced"),
        (
            "input: 1, output: 1, tiers: {flex: {input: 2, output: 1}}",
            "a (flex): output is cheaper"
        ),
        (
            "all_tokens: 8",
            "one price for every token: input and cached tokens cost as much as output"
        ),
    ])
    func `names what stands out`(prices: String, warning: String) throws {
        let warnings = try PriceTable.models("  - {id: a, \(prices)}").warnings()
        #expect(warnings.count == 1)
        #expect(warnings.first?.description.hasPrefix(warning) == true, "\(warnings)")
    }

    @Test(arguments: ["input: 0.001, output: 1000", "input: 1, cache_read: 1, output: 1"])
    func `is not made of plausible prices`(prices: String) throws {
        #expect(try PriceTable.models("  - {id: a, \(prices)}").warnings().isEmpty)
    }

    @Test func `is not made of the list prices, and only of the kind of the headline prices`()
        throws
    {
        #expect(try PriceTable.named("list-2026").warnings().isEmpty)
        #expect(try PriceTable.named("headline-2026").warnings().map(\.subject) == [nil])
    }
}

import Documents
import Pricing
import Testing

@Suite struct `A difference of prices` {
    @Test func `names rates, models and factors of units`() throws {
        let before = try PriceTable.models(
            """
              - {id: a, input: 1, output: 2, cache_read: 0.1, long_context: [{over: 10, input: 3}]}
              - {id: b, aliases: [b-1], input: 5, output: 6}
              - {id: gone, all_tokens: 7}
              - {id: same, all_tokens: 8}
            """)
        let after = try PriceTable.models(
            """
              - {id: new, all_tokens: 1}
              - {id: a, input: 1.5, output: 2, long_context: [{over: 10, input: 3000}],
                 tiers: {batch: {input: 1, output: 1}}}
              - {id: b-1, input: 0.0051, output: 60000}
              - {id: same, all_tokens: 8}
            """)
        let difference = PriceDifference(from: before, to: after)
        #expect(difference.added == ["new"])
        #expect(difference.removed == ["gone"])
        #expect(
            difference.changed.map { change in
                [
                    change.model, change.scope, change.rate,
                    change.before?.perMillionTokens ?? "-", change.after?.perMillionTokens ?? "-",
                    change.suspectedFactor.map(String.init) ?? "",
                ].joined(separator: "|")
            } == [
                "a||input|1.00|1.50|", "a|over 10|input|3.00|3000.00|1000",
                "a|batch|input|-|1.00|", "a|batch|output|-|1.00|", "a||cache_read|0.10|-|",
                "b-1||input|5.00|0.0051|1000", "b-1||output|6.00|60000.00|",
            ])
        #expect(difference.changedModels == ["a", "b-1"])
    }

    @Test func `of a table to itself is none`() throws {
        let table = try `LiteLLM's list`().prices
        let difference = PriceDifference(from: table, to: table)
        #expect(
            difference.changed.isEmpty && difference.added.isEmpty && difference.removed.isEmpty)
    }
}

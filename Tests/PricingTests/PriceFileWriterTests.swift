import Documents
import Pricing
import Testing

@Suite struct `A written price file` {
    /// What was read back has to be what was written.
    private func rewritten(_ table: PriceTable) throws -> PriceTable {
        let text = PriceFileWriter(table, models: table.models).text
        return try PriceTable(Document(text: text, name: "again.yaml"))
    }

    @Test(arguments: ["headline-2026", "list-2026", "LiteLLM's", "the look-up's", "off-peak's"])
    func `prices calls to the same digits`(name: String) throws {
        let table =
            switch name {
            case "LiteLLM's": try `LiteLLM's list`().prices
            case "the look-up's": try PriceTable.models(`A rate is looked up`.card)
            case "off-peak's":
                try PriceTable.models(
                    "  - {id: \"a\\\"\\n\\\\é\", input: 1, output: 2, off_peak: "
                        + "{weekday_offset: \"-03:30\", windows: [{days: [5], hours: "
                        + "\"23:00-05:59\"}], output: 1}}")
            default: try PriceTable.named(name)
            }
        let again = try rewritten(table)
        let tiers = ["standard", "batch", "flex", "priority", "decisions"]
        let usage = TokenUsage(
            input: 3, cacheRead: 5, cacheWrite5m: 7, cacheWrite1h: 11, output: 13, reasoning: 5)
        for model in table.models {
            for tier in tiers.map({ ServiceTier($0) }) {
                for size: UInt64 in [99, 101, 199, 200, 32_001, 200_000, 200_001, 300_000] {
                    for time in ["2026-11-27T02:29:59Z", "2026-11-28T02:30:00Z"] {
                        let call = table.priceClass(
                            serviceTier: tier, totalInput: size, at: Timestamp(rfc3339: time))
                        let quote = table.quote(model: model.id, usage: usage, in: call)
                        guard quote.total != nil else { continue }
                        #expect(
                            again.quote(model: model.id, usage: usage, in: call) == quote,
                            "\(model.id) \(tier) \(size) \(time)")
                    }
                }
            }
            #expect(again.model(model.id)?.provider == model.provider || model.scopes.isEmpty)
        }
    }

    @Test func `names what it does not carry`() throws {
        let table = try `LiteLLM's list`().prices
        let writer = PriceFileWriter(table, models: table.models)
        #expect(writer.text.contains("    # not carried: search_context_cost_per_query"))
        #expect(
            writer.leftOut.map { "\($0.model): \($0.reason)" } == [])
        let images = try PriceTable.liteLLM(#""output_cost_per_image": 0.04"#)
        #expect(
            PriceFileWriter(images, models: images.models).leftOut.map(\.reason) == [
                "no price per token, only output_cost_per_image"
            ])
    }
}

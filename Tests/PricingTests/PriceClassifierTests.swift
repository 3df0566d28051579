import Pricing
import Testing

@Suite struct `Calls of one number` {
    @Test(arguments: 1...5)
    func `cost the same by every table`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let tables = [
            try `LiteLLM's list`().prices, try PriceTable.models(`A rate is looked up`.card),
            try PriceTable.models(
                "  - {id: d, all_tokens: 1}", heading: "effective_from: 2026-11-26T12:34:56Z\n"),
        ]
        let classifier = PriceClassifier(tables)
        for _ in 0..<60 {
            let sizes: [UInt64] = [50, 100, 101, 199, 200, 32_001, 199_999, 200_000, 200_001]
            let size =
                random.next() % 2 == 0
                ? random.next() % 400_000
                : sizes.randomElement(
                    using: &random) ?? 0
            let week = Int64(7 * 86_400) * 1_000_000_000
            let start = Timestamp(date: "2026-11-23")?.nanoseconds ?? 0
            let time = Timestamp(nanoseconds: start + Int64(random.next() % UInt64(week)))
            let tier = ServiceTier(["standard", "batch", "flex"].randomElement(using: &random))
            let number = classifier.number(totalInput: size, nanoseconds: time.nanoseconds)
            let representative = classifier.priceClass(number, serviceTier: tier)
            let usage = TokenUsage(input: 7, cacheRead: 5, cacheWrite5m: 3, output: 2)
            for table in tables {
                let own = table.priceClass(serviceTier: tier, totalInput: size, at: time)
                for model in table.models {
                    #expect(
                        table.quote(model: model.id, usage: usage, in: representative)
                            == table.quote(model: model.id, usage: usage, in: own),
                        "seed \(seed): \(model.id), \(size) at \(time)")
                }
            }
        }
    }

    @Test func `are all calls where no price depends on size or time`() throws {
        let classifier = PriceClassifier([
            try PriceTable.named("headline-2026"), try PriceTable.named("list-2026"),
        ])
        #expect(classifier.isTrivial)
        #expect(classifier.number(totalInput: 1 << 40, nanoseconds: .max) == 0)
    }

    @Test func `are those of a period in which no price changes`() throws {
        let later = try PriceTable.models(
            "  - {id: d, all_tokens: 1}", heading: "effective_from: 2026-11-26T12:34:56Z\n")
        func number(_ from: String, _ to: String, _ table: PriceTable) throws -> UInt32? {
            let period = try #require(Timestamp(date: from))...#require(Timestamp(date: to))
            return PriceClassifier([table]).number(ofAll: period)
        }
        #expect(try number("2026-11-01", "2026-11-26", later) == 0)
        #expect(try number("2026-11-26", "2026-11-27", later) == nil)
        #expect(try number("2026-11-27", "2026-12-01", later) == 1)
        let bySize = try `LiteLLM's list`().prices
        #expect(try number("2026-11-27", "2026-11-27", bySize) == nil)
    }
}

import Documents
import Pricing
import Routing
import Testing
import Upstream

@testable import Live

@Suite struct LivePlanTests {
    private static let time = Timestamp(nanoseconds: 1_767_600_000_000_000_000)
    private static let tiered = """
        prices: tiered
        version: 1
        currency: USD
        unit: 1M tokens
        models:
          - id: long
            input: "1"
            output: "2"
            reasoning: "5"
            cache_write_5m: "1.25"
            long_context:
              - over: 1000
                input: "4"
                output: "3"
          - id: dear
            input: "10"
            output: "20"
        """
    private static let fallback = """
        policy: chain
        version: 1
        rules:
          - name: all
            use: requested
        fallback:
          - use: dear
        """

    private static func table(_ text: String) throws -> PriceTable {
        try PriceTable(Document(text: text, name: "prices.yaml"))
    }

    private static func planned(
        _ model: String, words: Int = 10, maxTokens: Int64 = 100
    ) -> PlannedRequest {
        let text = Array(repeating: "a", count: words).joined()
        return PlannedRequest(
            number: 0, drawn: .made(model: model),
            chat: ChatRequest(
                model: model, messages: [.init(role: "user", content: text)], maxTokens: maxTokens),
            text: .synthetic, input: 10, output: 7)
    }

    /// 10 bytes of text, 4 of the role, 16 for the message and 256 for what may stand before it.
    @Test func moreInputThanBytesAndMarkersThereIsNot() {
        #expect(Self.planned("long").mostInput == 286)
    }

    @Test func theWorstCaseTakesTheDearestMeterBandModelAndAllAttempts() throws {
        let prices = try Self.table(Self.tiered)
        let alone = WorstCase(prices: prices, attempts: 1, time: Self.time)
        let micro: Int128 = 1_000_000_000_000
        // 286 tokens written to a cache at 1.25, 100 of reasoning at 5.
        #expect(
            alone.request(Self.planned("long"))
                == Money(attos: micro * (286 * 125 / 10 + 5000) / 10)
        )
        // Beyond 1000 bytes the higher band may be reached.
        let long = Self.planned("long", words: 2000)
        #expect(alone.request(long) == Money(attos: micro * (2276 * 4 + 300)))
        let chained = WorstCase(
            prices: prices, fallback: try Policy(Document(text: Self.fallback, name: "p.yaml")),
            attempts: 3, time: Self.time)
        #expect(chained.models(from: "long") == ["long", "dear"])
        #expect(chained.models(from: "dear") == ["dear"])
        #expect(
            chained.request(Self.planned("long")) == Money(attos: 3 * micro * (2860 + 2000)))
    }

    /// Whatever an answer may tell that keeps to the bounds, no attempt costs more.
    @Test func noUsageWithinTheBoundsCostsMore() throws {
        let prices = try Self.table(Self.tiered)
        let bounds = WorstCase(prices: prices, attempts: 1, time: Self.time)
        for words in [10, 900, 990, 3000] {
            let request = Self.planned("long", words: words)
            let worst = try #require(bounds.request(request))
            for input in stride(from: 0, through: request.mostInput, by: 50) {
                for (written, reasoning) in [(0, 0), (input / 2, 100), (input, 40)]
                    as [(UInt64, UInt64)]
                {
                    let usage = TokenUsage(
                        input: input - written, cacheWrite5m: written, output: 100,
                        reasoning: reasoning)
                    let priceClass = prices.priceClass(
                        serviceTier: .standard, totalInput: input, at: Self.time)
                    let quote = prices.quote(model: "long", usage: usage, in: priceClass)
                    let total = try #require(quote.total)
                    #expect(total <= worst)
                }
            }
        }
    }

    @Test func thePlanSumsUpByModel() throws {
        let bounds = WorstCase(prices: try Self.table(Self.tiered), attempts: 2, time: Self.time)
        let requests = [Self.planned("dear"), Self.planned("long"), Self.planned("dear")]
        let plan = try LivePlan(requests, bounds: bounds)
        let micro: Int128 = 1_000_000_000_000
        #expect(plan.models.map(\.model) == ["dear", "long"])
        #expect(plan.models.map(\.requests) == [2, 1])
        #expect(plan.models.map(\.input) == [20, 10])
        #expect(plan.models.map(\.output) == [14, 7])
        #expect(plan.predicted == Money(attos: micro * (2 * (100 + 140) + 24)))
        let worst = try #require(bounds.request(requests[0]))
        #expect(plan.models[0].most == worst + worst)
        #expect(plan.texts == [.synthetic: 3])
    }

    @Test func modelsWithoutAPriceAreRefusedUnlessAllowed() throws {
        let bounds = WorstCase(prices: try Self.table(Self.tiered), attempts: 1, time: Self.time)
        let requests = [Self.planned("mystery"), Self.planned("dear")]
        let unpriced = UnpricedModel(
            model: "mystery", reason: .unknownModel(priceTable: "tiered"))
        #expect(throws: LiveError.unpriced([unpriced])) {
            try LivePlan(requests, bounds: bounds)
        }
        let plan = try LivePlan(requests, bounds: bounds, allowsUnpriced: true)
        #expect(plan.unpriced == [unpriced])
        #expect(plan.models.map(\.predicted) == [bounds.predicted(requests[1]), nil])
        #expect(plan.models.map(\.most) == [bounds.request(requests[1]), nil])
    }

    @Test func aFallbackWithoutAPriceIsRefusedToo() throws {
        let prices = try Self.table(
            Self.tiered.replacing("id: dear", with: "id: other"))
        let bounds = WorstCase(
            prices: prices, fallback: try Policy(Document(text: Self.fallback, name: "p.yaml")),
            attempts: 1, time: Self.time)
        #expect(throws: LiveError.self) { try LivePlan([Self.planned("long")], bounds: bounds) }
        #expect(bounds.request(Self.planned("long")) == nil)
    }
}

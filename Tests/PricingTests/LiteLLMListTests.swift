import Documents
import Foundation
import Pricing
import Testing

@Suite struct `LiteLLM's list` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/litellm-prices")

    let prices: PriceTable

    init() throws {
        let file = Self.folder.appending(path: "model_prices_and_context_window.json")
        prices = try PriceTable(Document(contentsOf: file.path))
    }

    @Test func `is told by its shape`() {
        #expect(prices.name == "model_prices_and_context_window")
        #expect(prices.currency == .usd)
        #expect(prices.models.count == 19)
        #expect(prices.otherEntries == ["sample_spec", "fallback_generalizations"])
    }

    @Test(arguments: [
        ("gpt-4o", "standard: 2.50 1.25 - - 10.00 -"),
        ("gpt-4o", "priority: 4.25 2.125 - - 17.00 -"),
        ("gpt-4o", "batch: 1.25 - - - 5.00 -"),
        ("gemini-2.5-pro", "standard over 200000: 2.50 0.25 0.25 - 15.00 -"),
        ("xai/grok-4.3", "standard at least 200000: 2.50 0.40 - - 5.00 -"),
        ("dashscope/qwen-flash", "standard: 0.05 - - - 0.40 -"),
        ("dashscope/qwen-flash", "standard over 256000: 0.25 - - - 2.00 -"),
        ("perplexity/sonar-deep-research", "standard: 2.00 - - - 8.00 3.00"),
        ("claude-haiku-5-5", "standard over 100000: 0.50 0.05 0.625 1.00 2.50 -"),
        ("gpt-6-luna", "flex over 272000: 0.10 0.01 0.125 - 0.375 -"),
        ("gpt-6-luna", "decisions: 0.10 0.01 0.125 - 0.00 -"),
        ("mistral/mistral-embed", "standard: 0.10 - - - 0.00 -"),
    ])
    func `has the rates that it states`(model: String, rates: String) throws {
        let entry = try #require(prices.model(model))
        let found = entry.scopes.map { scope in
            let band = scope.band == .base ? "" : " \(scope.band)"
            let rates = Meter.allCases.map {
                entry.rate(of: $0, in: scope.tier, scope.band)?.perMillionTokens ?? "-"
            }
            return "\(scope.tier)\(band): \(rates.joined(separator: " "))"
        }
        #expect(found.contains(rates), "\(found)")
    }

    @Test(
        arguments: [
            ("gpt-4o", [], []),
            (
                "gemini-2.5-pro",
                [
                    "search_context_cost_per_query", "search_free_requests",
                    "google_maps_grounding_cost_per_query",
                ], []
            ),
            ("dall-e-3", ["input_cost_per_pixel"], []),
            ("deepseek-flash", [], []),
            ("opencode_go/gpt-6-luna", [], ["input_cost_per_token"]),
        ] as [(String, [String], [String])])
    func `names what is not priced and what was rounded`(
        model: String, unmetered: [String], rounded: [String]
    ) throws {
        let entry = try #require(prices.models.first { $0.id.hasSuffix(model) })
        #expect(entry.remainder.unmetered == unmetered)
        #expect(entry.remainder.roundedFields == rounded)
        #expect(entry.remainder.unknownFields == [])
        #expect(entry.remainder.unusableRates == [])
    }

    @Test(arguments: [
        (#""input_cost_per_token": "abc""#, "input_cost_per_token \"abc\" can't be used as a rate"),
        (#""input_cost_per_token": -1"#, "input_cost_per_token \"-1\" can't be used as a rate"),
        (#""tiered_pricing": {}"#, "tiered_pricing (an object) can't be used as a rate"),
        (
            #""off_peak_pricing": {"hours_utc": "25:00-01:00", "input_cost_per_token": 0}"#,
            "off_peak_pricing (an object) can't be used as a rate"
        ),
        (
            #""cache_read_input_token_cost": 1e-7, "input_cost_per_token_cache_hit": 2e-7"#,
            "input_cost_per_token_cache_hit, which differs from another field, can't be used as a "
                + "rate"
        ),
        (#""output_cost_per_image": 0.1"#, "no price per token, only output_cost_per_image"),
        (#""output_cost_per_token": 0.1"#, "no input rate"),
        (#""input_cost_per_token": null, "output_cost_per_token": 1e-6"#, "no input rate"),
    ])
    func `with what can't be used leaves the model unpriced and says why`(
        fields: String, reason: String
    ) throws {
        let quote = try PriceTable.liteLLM(fields).quote("m", TokenUsage(input: 1))
        guard case .unpriced(let found) = quote else {
            Issue.record("\(quote)")
            return
        }
        #expect(found.description == reason)
    }

    @Test func `may hold numbers as texts, and zero is free`() throws {
        let prices = try PriceTable.liteLLM(
            #""input_cost_per_token": "1e-06", "output_cost_per_token": 0.0"#)
        #expect(prices.cost("m", TokenUsage(input: 1, output: 9))?.description == "0.000001")
    }

    @Test func `names fields that it does not understand`() throws {
        let prices = try PriceTable.liteLLM(
            #""input_cost_per_token_above_x": 1, "input_cost_per_token": 1e-6, "#
                + #""output_cost_per_token": 0"#)
        #expect(prices.model("m")?.remainder.unknownFields == ["input_cost_per_token_above_x"])
        #expect(prices.warnings().map(\.kind) == [.free, .order, .unknown])
    }

    @Test func `whose entry is no object is refused with its line`() throws {
        let text = "{\"a\": {\"mode\": \"chat\", \"input_cost_per_token\": 0},\n\"b\": 7}"
        let error = #expect(throws: DocumentError.self) {
            try PriceTable(Document(text: text, name: "list.json"))
        }
        #expect(
            error?.description == "list.json:2: b is \"7\"; expected a mapping of keys to values")
    }

    /// The whole list, where a copy is at hand.
    @Test(.enabled(if: wholeList != nil, "needs TOLLGATE_LITELLM_LIST, the path of the list"))
    func `is read to the last entry`() throws {
        let prices = try PriceTable(Document(contentsOf: try #require(wholeList)))
        #expect(prices.models.count == 4_551)
        #expect(prices.otherEntries == ["sample_spec", "fallback_generalizations"])
        #expect(prices.models.count { !$0.remainder.roundedFields.isEmpty } == 55)
        #expect(prices.models.flatMap(\.remainder.unknownFields) == [])
        #expect(prices.models.flatMap(\.remainder.unusableRates) == [])
    }
}

private let wholeList = ProcessInfo.processInfo.environment["TOLLGATE_LITELLM_LIST"]

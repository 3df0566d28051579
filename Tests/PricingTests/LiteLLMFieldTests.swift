import Testing

@testable import Pricing

@Suite struct `A field of LiteLLM's list` {
    @Test(arguments: [
        ("input_cost_per_token", "input"),
        ("output_cost_per_token", "output"),
        ("output_cost_per_reasoning_token", "reasoning"),
        ("cache_read_input_token_cost", "cache_read"),
        ("input_cost_per_token_cache_hit", "cache_read"),
        ("cache_creation_input_token_cost", "cache_write_5m"),
        ("cache_creation_input_token_cost_above_1hr", "cache_write_1h"),
        ("input_cost_per_token_batches", "input batch"),
        ("output_cost_per_token_ultrafast", "output ultrafast"),
        ("output_cost_per_token_turbo", "output turbo"),
        ("input_cost_per_token_above_200k_tokens", "input over 200000"),
        ("input_cost_per_token_above_200000_tokens", "input over 200000"),
        ("output_cost_per_token_above_272k_tokens_priority", "output priority over 272000"),
        ("output_cost_per_token_priority_above_272k_tokens", "output priority over 272000"),
        (
            "cache_creation_input_token_cost_above_1hr_above_200k_tokens",
            "cache_write_1h over 200000"
        ),
        (
            "cache_creation_input_token_cost_above_200k_tokens_above_1hr_batches",
            "cache_write_1h batch over 200000"
        ),
    ])
    func `is a price per token by its parts in any order`(name: String, rate: String) {
        guard case .rate(let meter, let scope) = LiteLLMField(name, boundsAreReached: false) else {
            Issue.record("\(name) is no rate")
            return
        }
        let tier = scope.tier == .standard ? nil : scope.tier.name
        let band = scope.band == .base ? nil : scope.band.description
        #expect([meter.rawValue, tier, band].compactMap(\.self).joined(separator: " ") == rate)
    }

    @Test(arguments: [
        ("search_context_cost_per_query", LiteLLMField.unmetered("search_context_cost_per_query")),
        ("input_cost_per_audio_token_batches", .unmetered("input_cost_per_audio_token")),
        ("output_cost_per_image_0.5K", .unmetered("output_cost_per_image_0.5K")),
        (
            "cache_creation_input_token_cost_above_12hr_above_272k_tokens_flex",
            .unmetered("cache_creation_input_token_cost_above_12hr")
        ),
        (
            "regional_processing_uplift_multiplier_eu",
            .unmetered("regional_processing_uplift_multiplier_eu")
        ),
        ("input_cost_per_token_above_200k", .unknown),
        ("input_cost_per_token_above_x_tokens", .unknown),
        ("input_cost_per_token_above_1hr", .unknown),
        ("input_cost_per_token_flex_priority", .unknown),
        ("input_cost_per_token_above_1k_tokens_above_2k_tokens", .unknown),
        ("input_cost_per_tokens", .unknown),
        ("max_input_tokens", .information),
        ("supports_vision", .information),
    ])
    func `is told from prices of other things`(name: String, field: LiteLLMField) {
        #expect(LiteLLMField(name, boundsAreReached: false) == field)
    }

    @Test func `of xAI has bounds that are reached`() {
        let field = LiteLLMField("input_cost_per_token_above_200k_tokens", boundsAreReached: true)
        #expect(field == .rate(.input, RateCard.Scope(.standard, ContextBand(atLeast: 200_000))))
    }
}

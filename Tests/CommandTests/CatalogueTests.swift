import Testing

/// The commands that list, show, check and explain.
@Suite struct CatalogueTests {
    @Test(arguments: [
        (["prices", "list"], ["headline-2026", "list-2026"]),
        (
            ["prices", "show", "headline-2026"],
            ["deepseek-v3.2", "$0.42", "$15.00", "output rate"]
        ),
        (["prices", "show", "list-2026"], ["cache_write_1h", "$6.00", "batch", "SHA", "$0.28"]),
        (["prices", "show", "list-2026", "--file"], ["prices: list-2026", "as_of: "]),
        (["prices", "check", "list-2026"], ["list-2026: valid, 4 models"]),
        (
            ["prices", "check", "Fixtures/litellm-prices/model_prices_and_context_window.json"],
            [
                "valid, 19 models", "no models: sample_spec, fallback_generalizations",
                "gemini-2.5-pro: prices of what logs do not count, left out: search_context_cost",
                "opencode_go/gpt-6-luna: rounded to 18 decimals per token: input_cost_per_token",
            ]
        ),
        (
            [
                "prices", "show", "Fixtures/litellm-prices/model_prices_and_context_window.json",
                "deepseek-flash", "gpt-6-luna",
            ],
            [
                "over 272000", "decisions", "off-peak: input 0.15 cache_read 0.003 output 0.60 at",
                "cache_creation_input_token_cost_above_12hr", "regional_processing_uplift",
            ]
        ),
        (["policy", "list"], ["tutorial", "tutorial-budget"]),
        (["policy", "show", "tutorial"], ["rules:", "komplexe Analyse"]),
        (
            ["policy", "check", "tutorial"],
            ["tutorial: valid, 3 rules", "content_length, message_count", "system contains"]
        ),
        (["policy", "check", "tutorial-budget"], ["100.00 USD a month, then deepseek-v3.2"]),
        (["formats"], ["native", "openai", "azure", "includes cached_tokens"]),
        (["formats", "native"], ["cost_usd", "operation_id", "What to know"]),
        (["formats", "openai"], ["request.model", "include_usage"]),
        (["formats", "azure"], ["TIMESTAMP", "UTC"]),
        (["formats", "litellm-payload"], ["model_group", "trace_id", "What to know"]),
        (["formats", "litellm-spend"], ["model_group", "cache_hit", "What to know"]),
        (["formats", "langfuse"], ["usageDetails", "GENERATION", "What to know"]),
        (["formats", "csv"], ["delimiter", "column", "Example"]),
        (["formats", "jsonl"], ["prompt_tokens_include", "constant", "Example"]),
        (["formats", "claude-code"], ["message.id", "isSidechain", "placeholder"]),
        (["formats", "otlp"], ["gen_ai.usage.input_tokens", "innermost", "jq -c"]),
        (["formats", "openai-batch"], ["custom_id", "batch_expired", "What to know"]),
        (["formats", "helicone"], ["doubled twice", "prompt_cache_read_tokens", "-3 (cancelled"]),
        (["formats", "burstgpt"], ["Response tokens", "log-type", "What to know"]),
        (["formats", "mooncake"], ["hash_ids", "input_length", "1970"]),
        (["--help"], ["replay", "demo", "prices", "policy", "formats"]),
        (["replay", "--help"], ["--policy", "--baseline", "--assume", "--skip-bad", "--by"]),
    ])
    func says(_ arguments: [String], _ words: [String]) async throws {
        let outcome = try await TollgateProcess.run(arguments)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        for word in words {
            #expect(outcome.output.lowercased().contains(word.lowercased()), "\(word)")
        }
    }

    @Test func strictPriceCheckFailsOnWarnings() async throws {
        let outcome = try await TollgateProcess.run([
            "prices", "check", "headline-2026", "--strict",
        ])
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("warning: one price for every token"))
    }

    @Test func explainsAnOpenAIBody() async throws {
        let body = #"""
            {"model": "gpt-4.1",
             "messages": [{"role": "system", "content": "\u006bomplexe Analyse"},
                          {"role": "user", "content": "hallo"}]}
            """#
        let outcome = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: body)
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.output == """
                long-or-complex: true
                  content_length > 5000 or system contains "komplexe Analyse": true
                    content_length > 5000: false (content_length is 5)
                    system contains "komplexe Analyse": true (system is present)
                → gpt-4.1, by the rule "long-or-complex"

                """)
    }

    @Test func explainsANativeRecord() async throws {
        let record = #"""
            {"model":"gpt-4.1","content_length":1001,"message_count":1,\#
            "system_contains":{"komplexe Analyse":false}}
            """#
        let outcome = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: record)
        #expect(outcome.output.hasSuffix("→ deepseek-v3.2, by the rule \"medium\"\n"))
    }

    @Test func saysWhatIsLacking() async throws {
        let outcome = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-"], input: #"{"model":"gpt-4.1"}"#)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.hasPrefix("long-or-complex: unknown\n"))
        #expect(
            outcome.errors == "tollgate: undecided: the rule \"long-or-complex\" needs "
                + "content_length and system, which the request lacks; add "
                + "--assume content_length=… --assume system=…\n")
    }

    @Test func assumptionsSupplyIt() async throws {
        let outcome = try await TollgateProcess.run(
            ["policy", "explain", "tutorial", "-", "--assume", "content_length=5001"],
            input: #"{"model":"gpt-4.1"}"#)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.hasSuffix("→ gpt-4.1, by the rule \"long-or-complex\"\n"))
    }
}

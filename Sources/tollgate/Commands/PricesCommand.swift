import ArgumentParser

/// Lists, shows, checks, compares and imports price tables.
struct PricesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "Lists, shows, checks, compares and imports price tables.",
        discussion: """
            A price file is YAML; 'tollgate prices show list-2026 --file' shows one. A model has \
            rates per 1M tokens: input, output, cache_read, cache_write_5m, cache_write_1h and \
            reasoning, or all_tokens. Beside them:

            tiers: {batch: {input: 1, output: 4}}: those of a service tier
            long_context: [{over: 200000, input: 4, output: 12}]: those of requests whose total \
            input is over a bound (or at_least), in the model or in a tier; the whole request moves
            off_peak: {windows: [{days: [sat, sun], hours: ["00:00-00:00"]}], input: 1}: those at \
            hours of UTC, instead of all others; weekday_offset: "+08:00" moves the weekdays
            aliases, provider, family, source, as_of: other names, and where the rates are from

            Beside 'models': effective_from, the time from which they are in force, and discounts: \
            [{model: gpt-4.1, off: 12.5%}, {provider: azure, off: 5%}], where a model's own goes \
            before its provider's; each rate is rounded once, half to even.

            Order of look-up: the off-peak rate; else, from the highest bound that the request \
            passes down to none, the tier's rate and then the standard one; so a tier without \
            long-context rates costs the standard ones there. What has no rate anywhere goes by \
            another one: one hour's cache writes by the five minutes', cache reads and writes by \
            input, reasoning by output. Reasoning takes the first output rate that is met, and in \
            'batch' cached tokens the first batch input rate. Reports name what they took.

            LiteLLM's model_prices_and_context_window.json is read as it is.
            """,
        subcommands: [
            PricesListCommand.self, PricesShowCommand.self, PricesCheckCommand.self,
            PricesDiffCommand.self, PricesImportCommand.self,
        ])
}

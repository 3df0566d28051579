import Pricing
import Testing

/// The order in which a call's rates are looked up.
@Suite struct `A rate is looked up` {
    /// In 10^-6 a token; every list has rates of its own, some lack one.
    static let card = """
          - id: m
            input: 1
            cache_read: 2
            output: 3
            long_context:
              - {over: 100, input: 11, output: 13}
              - {at_least: 200, input: 21, cache_read: 22, cache_write_5m: 24, output: 23}
            tiers:
              priority: {input: 5, output: 7, long_context: [{over: 100, output: 17}]}
              batch: {input: 0.5, output: 1.5}
              flex: {input: 0.4, cache_write_5m: 0.6, output: 1.4}
            off_peak:
              windows: [{days: [sat, 7], hours: "00:00-00:00"}, {hours: ["22:00-02:00"]}]
              input: 0.1
              output: 0.3
        """

    @Test(
        arguments: [
            // tier, input besides the tokens looked at, meter: rate, as which meter, tier, band
            ("standard", 0, .input, "1.00 input standard"),
            ("standard", 99, .input, "1.00 input standard"),
            ("standard", 100, .input, "11.00 input standard over 100"),
            ("standard", 198, .output, "13.00 output standard over 100"),
            ("standard", 199, .output, "23.00 output standard at least 200"),
            ("standard", 100, .cacheRead, "2.00 cache_read standard"),
            ("standard", 199, .cacheRead, "22.00 cache_read standard at least 200"),
            ("standard", 0, .cacheWrite5m, "1.00 input standard"),
            ("standard", 0, .cacheWrite1h, "1.00 input standard"),
            ("standard", 199, .cacheWrite1h, "24.00 cache_write_5m standard at least 200"),
            ("standard", 199, .reasoning, "23.00 output standard at least 200"),
            ("priority", 0, .input, "5.00 input priority"),
            ("priority", 0, .cacheRead, "2.00 cache_read standard"),
            ("priority", 0, .reasoning, "7.00 output priority"),
            ("priority", 100, .input, "11.00 input standard over 100"),
            ("priority", 100, .output, "17.00 output priority over 100"),
            ("priority", 199, .output, "23.00 output standard at least 200"),
            ("batch", 0, .cacheRead, "0.50 input batch"),
            ("batch", 0, .cacheWrite1h, "0.50 input batch"),
            ("batch", 199, .cacheRead, "22.00 cache_read standard at least 200"),
            ("flex", 0, .cacheWrite1h, "0.60 cache_write_5m flex"),
            ("scale", 0, .output, "3.00 output standard"),
        ] as [(String, UInt64, Meter, String)])
    func `by tier, context and kind of token`(
        tier: String, input: UInt64, meter: Meter, line: String
    ) throws {
        let prices = try PriceTable.models(Self.card)
        var usage = TokenUsage(input: input)
        let isOutput = meter == .output || meter == .reasoning
        if isOutput { usage.input += 1 }
        switch meter {
        case .input: usage.input += 1
        case .cacheRead: usage.cacheRead = 1
        case .cacheWrite5m: usage.cacheWrite5m = 1
        case .cacheWrite1h: usage.cacheWrite1h = 1
        case .output: usage.output = 1
        case .reasoning: (usage.output, usage.reasoning) = (1, 1)
        }
        guard case .priced(let items) = prices.quote("m", usage, tier: tier) else {
            Issue.record("\(meter) in \(tier) has no price")
            return
        }
        let item = try #require(items.first { $0.meter == meter })
        let band = item.ratedBand == .base ? "" : " \(item.ratedBand)"
        #expect(
            "\(item.rate.perMillionTokens) \(item.ratedAs.rawValue) \(item.ratedTier)\(band)"
                == line)
    }

    @Test(arguments: [
        ("2026-11-28T12:00:00Z", "0.10"), ("2026-11-29T23:59:59Z", "0.10"),
        ("2026-11-30T01:59:59Z", "0.10"), ("2026-11-30T02:00:00Z", "1.00"),
        ("2026-11-30T21:59:59Z", "1.00"), ("2026-11-30T22:00:00Z", "0.10"),
        ("1969-12-29T12:00:00Z", "1.00"), ("1969-12-28T12:00:00Z", "0.10"),
    ])
    func `by the hour`(time: String, rate: String) throws {
        let prices = try PriceTable.models(Self.card)
        #expect(prices.quote("m", TokenUsage(input: 1), at: time).rates == [rate])
        let long = TokenUsage(cacheRead: 500)
        #expect(prices.quote("m", long, tier: "batch", at: time).rates == ["22.00"])
    }

    @Test(arguments: [
        // Weekdays of Asia/Shanghai, hours of UTC: Saturday there begins on Friday at 16:00.
        ("2026-11-27T15:59:00Z", "0.15"), ("2026-11-27T09:59:00Z", "0.30"),
        ("2026-11-27T16:00:00Z", "0.15"), ("2026-11-29T09:00:00Z", "0.15"),
        ("2026-11-29T16:00:00Z", "0.15"), ("2026-11-30T01:00:00Z", "0.30"),
        ("2026-11-30T00:59:59Z", "0.15"),
    ])
    func `by the hour as LiteLLM's list states it`(time: String, rate: String) throws {
        let prices = try `LiteLLM's list`().prices
        #expect(
            prices.quote("tencent/deepseek-v4.1-flash", TokenUsage(input: 1), at: time).rates
                == [rate])
    }

    @Test(arguments: [
        ("long_context: [{input: 1}]", ".long_context[0] has no bound or two; expected over or"),
        (
            "long_context: [{over: 5, at_least: 6, input: 1}]",
            ".long_context[0] has no bound or two"
        ),
        (
            "long_context: [{over: 0, input: 1}]",
            ".long_context[0].over is \"0\"; expected a number"
        ),
        ("long_context: [{over: 5}]", ".long_context[0] has no rates; expected input and output"),
        (
            "long_context: [{over: 5, input: 1}, {at_least: 6, input: 1}]",
            ".long_context[1] repeats a bound; expected each bound once"
        ),
        ("long_context: {over: 5}", ".long_context is a mapping; expected a list"),
        ("off_peak: {input: 1}", ".off_peak has no value for \"windows\", which is required"),
        ("off_peak: {windows: [], input: 1}", ".off_peak.windows is empty; expected hours"),
        (
            "off_peak: {windows: [{hours: \"9-10\"}], input: 1}",
            ".off_peak.windows[0].hours is \"9-10\"; expected hours in UTC such as \"16:30-00:30\""
        ),
        (
            "off_peak: {windows: [{hours: \"09:00-10:00\", days: [8]}], input: 1}",
            ".off_peak.windows[0].days[0] is \"8\"; expected a weekday from 1 (Monday) to 7"
        ),
        (
            "off_peak: {windows: [{hours: \"09:00-10:00\"}]}",
            ".off_peak has no rates; expected those that differ"
        ),
        (
            "off_peak: {windows: [{hours: \"09:00-10:00\"}], weekday_offset: x, input: 1}",
            ".off_peak.weekday_offset is \"x\"; expected an offset from UTC such as \"+08:00\""
        ),
    ])
    func `in a file without faults`(lines: String, message: String) {
        let error = #expect(throws: (any Error).self) {
            try PriceTable.models("  - {id: m, input: 1, output: 1, \(lines)}")
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix("test.yaml:6: models[0]\(message)"), "\(text)")
    }
}

extension Quote {
    fileprivate var rates: [String] {
        guard case .priced(let items) = self else { return [] }
        return items.map(\.rate.perMillionTokens)
    }
}

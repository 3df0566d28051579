import Foundation
import Pricing

/// A price list as plain texts, and what a call costs by it.
struct SlowPrices {
    struct Model {
        let id: String
        var aliases: [String] = []
        var allTokens: String?
        /// Prices per million tokens by tier and meter.
        var tiers: [String: [String: String]] = [:]
    }

    enum Cost {
        case amount(Decimal)
        case unpriced(String)

        var amount: Decimal? { if case .amount(let amount) = self { amount } else { nil } }
    }

    let name: String
    /// Seconds since 1970, and the day as it is printed.
    var effectiveFrom: (seconds: Int, text: String)?
    let models: [Model]

    func cost(_ model: String?, of call: SlowCall) -> Cost {
        if call.costsNothing { return .amount(0) }
        guard let model else { return .unpriced("no model named") }
        let named = models.first { entry in
            ([entry.id] + entry.aliases).contains { $0.utf8.elementsEqual(model.utf8) }
        }
        guard let named else { return .unpriced("not in price table \(name)") }
        if let effectiveFrom, call.time.seconds < effectiveFrom.seconds {
            return .unpriced("no rate before \(effectiveFrom.text); use --price-at")
        }
        let rates = rates(of: named, call)
        for meter in ["input", "output"] where rates[meter] == nil {
            return .unpriced("no \(meter) rate")
        }
        if call.isUsageUnknown { return .unpriced("usage unknown") }
        let amounts = call.tokens.map { meter, count in
            let stand = meter == "reasoning" || meter == "output" ? "output" : "input"
            let hour = meter == "cache_write_1h" ? rates["cache_write_5m"] : nil
            return count * (Decimal(string: rates[meter] ?? hour ?? rates[stand] ?? "") ?? .nan)
        }
        return .amount(amounts.reduce(0, +) / 1_000_000)
    }

    private func rates(of model: Model, _ call: SlowCall) -> [String: String] {
        if let rate = model.allTokens { return ["input": rate, "output": rate] }
        let asked = call.text("service_tier") ?? "standard"
        let tier = asked == "default" || asked == "auto" ? "standard" : asked
        var rates = model.tiers[tier] ?? [:]
        let hasOutput = rates["output"] != nil
        let hasBatchInput = tier == "batch" && rates["input"] != nil
        for (meter, rate) in model.tiers["standard"] ?? [:] where rates[meter] == nil {
            let isComplete =
                meter == "reasoning" ? hasOutput : meter.hasPrefix("cache") && hasBatchInput
            if !isComplete { rates[meter] = rate }
        }
        return rates
    }
}

extension SlowPrices {
    /// The same list as a price file.
    func table() throws -> PriceTable {
        let entries = models.map { model in
            let names = "id: \(model.id), aliases: [\(model.aliases.joined(separator: ", "))]"
            let standard = list(model.tiers["standard"] ?? [:])
            let others = model.tiers.filter { $0.key != "standard" }.sorted { $0.key < $1.key }
            let tiers = others.map { "\($0.key): {\(list($0.value))}" }.joined(separator: ", ")
            let all = model.allTokens.map { "all_tokens: \"\($0)\"" } ?? ""
            let parts = [names, all, standard, tiers.isEmpty ? "" : "tiers: {\(tiers)}"]
            return "  - {\(parts.filter { !$0.isEmpty }.joined(separator: ", "))}"
        }
        return try PriceTable.file(
            entries.joined(separator: "\n"), name: name,
            heading: effectiveFrom.map { "effective_from: \($0.text)" } ?? "")
    }

    private func list(_ rates: [String: String]) -> String {
        rates.sorted { $0.key < $1.key }.map { "\($0.key): \"\($0.value)\"" }
            .joined(separator: ", ")
    }
}

extension SlowPrices {
    static let headline = SlowPrices(
        name: "headline-2026",
        models: [
            Model(
                id: "deepseek-v3.2", aliases: ["deepseek-chat", "deepseek/deepseek-chat"],
                allTokens: "0.42"),
            Model(
                id: "gemini-2.5-flash", aliases: ["gemini/gemini-2.5-flash"], allTokens: "2.50"),
            Model(id: "gpt-4.1", aliases: ["gpt-4.1-2025-04-14"], allTokens: "8.00"),
            Model(
                id: "claude-sonnet-4.5",
                aliases: ["claude-sonnet-4-5", "claude-sonnet-4-5-20250929"],
                allTokens: "15.00"),
        ])

    static let list = SlowPrices(
        name: "list-2026",
        models: [
            Model(
                id: "deepseek-v3.2", aliases: ["deepseek-chat", "deepseek/deepseek-chat"],
                tiers: ["standard": ["input": "0.28", "cache_read": "0.028", "output": "0.42"]]),
            Model(
                id: "gemini-2.5-flash", aliases: ["gemini/gemini-2.5-flash"],
                tiers: [
                    "standard": [
                        "input": "0.30", "cache_read": "0.03", "output": "2.50",
                        "reasoning": "2.50",
                    ],
                    "batch": ["input": "0.15", "cache_read": "0.03", "output": "1.25"],
                    "flex": ["input": "0.15", "cache_read": "0.03", "output": "1.25"],
                    "priority": ["input": "0.54", "cache_read": "0.054", "output": "4.50"],
                ]),
            Model(
                id: "gpt-4.1", aliases: ["gpt-4.1-2025-04-14"],
                tiers: [
                    "standard": ["input": "2.00", "cache_read": "0.50", "output": "8.00"],
                    "batch": ["input": "1.00", "output": "4.00"],
                    "priority": ["input": "3.50", "cache_read": "0.875", "output": "14.00"],
                ]),
            Model(
                id: "claude-sonnet-4.5",
                aliases: ["claude-sonnet-4-5", "claude-sonnet-4-5-20250929"],
                tiers: [
                    "standard": [
                        "input": "3.00", "cache_read": "0.30", "cache_write_5m": "3.75",
                        "cache_write_1h": "6.00", "output": "15.00",
                    ],
                    "batch": [
                        "input": "1.50", "cache_read": "0.15", "cache_write_5m": "1.875",
                        "output": "7.50",
                    ],
                ]),
        ])

    /// In force since the second at which the clocks of Berlin go forward; with tiers of its own,
    /// rates of twelve decimals, free tokens, and models that lack meters.
    static let custom = SlowPrices(
        name: "custom", effectiveFrom: (1_774_746_000, "2026-03-29T01:00:00Z"),
        models: [
            Model(
                id: "deepseek-v3.2", aliases: ["deepseek-chat"],
                tiers: [
                    "standard": ["input": "0.123456789012", "output": "0.000000000001"],
                    "flex": ["input": "0.1", "cache_write_1h": "0.7", "output": "0.2"],
                ]),
            Model(
                id: "gpt-4.1",
                tiers: [
                    "standard": [
                        "input": "2", "cache_read": "0", "cache_write_5m": "2.5",
                        "cache_write_1h": "4", "output": "8", "reasoning": "9.5",
                    ],
                    "batch": ["input": "1", "output": "4"],
                    "scale": ["output": "77"],
                ]),
            Model(id: "claude-sonnet-4.5", tiers: ["standard": ["input": "3"]]),
            Model(id: "gemini-2.5-flash", tiers: ["batch": ["input": "1", "output": "2"]]),
            Model(id: "gpt-4o", allTokens: "0"),
        ])
}

/// Writes a price table as a file of ours.
public struct PriceFileWriter: Sendable {
    /// A model that such a file can't hold.
    public struct LeftOut: Hashable, Sendable {
        /// The model.
        public let model: String
        /// Why it can't be held.
        public let reason: String
    }

    private let table: PriceTable
    private let models: [ModelPrice]

    /// A writer for some models of a table.
    public init(_ table: PriceTable, models: [ModelPrice]) {
        (self.table, self.models) = (table, models)
    }

    /// The models that are left out, as they have no price per token that can be used.
    public var leftOut: [LeftOut] {
        models.compactMap { model in
            reason(model).map { LeftOut(model: model.id, reason: $0) }
        }
    }

    private func reason(_ model: ModelPrice) -> String? {
        if let field = model.remainder.unusableRates.first {
            return UnpricedReason.unusableRate(field).description
        }
        guard let card = model.card, card.scopes.isEmpty else { return nil }
        return UnpricedReason.notPricedByToken(model.remainder.unmetered.first).description
    }

    /// The file; what it does not carry is named in comments.
    public var text: String {
        (heading + models.filter { reason($0) == nil }.flatMap(lines)).joined(separator: "\n")
            + "\n"
    }

    private var heading: [String] {
        let facts: [(String, String?)] = [
            ("as_of", table.asOf), ("effective_from", table.effectiveFrom?.rfc3339),
            ("source", table.source.map(quoted)), ("note", table.note.map(quoted)),
        ]
        return [
            "prices: \(quoted(table.name))", "version: 1", "currency: \(table.currency)",
            "unit: 1M tokens",
        ] + facts.compactMap { name, value in value.map { "\(name): \($0)" } } + ["models:"]
    }

    private func lines(_ model: ModelPrice) -> [String] {
        let facts: [(String, String?)] = [
            ("family", model.family), ("provider", model.provider), ("source", model.source),
        ]
        let names = model.aliases.map(quoted).joined(separator: ", ")
        return ["  - id: \(quoted(model.id))"]
            + facts.compactMap { name, value in value.map { "    \(name): \(quoted($0))" } }
            + (names.isEmpty ? [] : ["    aliases: [\(names)]"])
            + [model.asOf].compactMap { $0 }.map { "    as_of: \($0)" }
            + comments(model) + rates(model)
    }

    private func comments(_ model: ModelPrice) -> [String] {
        let fields = model.remainder.unmetered + model.remainder.unknownFields
        return fields.isEmpty
            ? [] : ["    # not carried: \(oneLine(fields.joined(separator: ", ")))"]
    }

    private func rates(_ model: ModelPrice) -> [String] {
        switch model.rates {
        case .allTokens(let rate): return ["    all_tokens: \(text(rate))"]
        case .split(let card):
            let others = card.scopes.map(\.tier).filter { $0 != .standard }
            let tiers = others.reduce(into: [ServiceTier]()) { known, tier in
                if known.last != tier { known.append(tier) }
            }
            return list(card, .standard, indent: "    ")
                + (tiers.isEmpty ? [] : ["    tiers:"])
                + tiers.flatMap { tier in
                    ["      \(quoted(tier.name)):"] + list(card, tier, indent: "        ")
                } + (card.offPeak.map(lines) ?? [])
        }
    }

    private func list(_ card: RateCard, _ tier: ServiceTier, indent: String) -> [String] {
        let scopes = card.scopes.filter { $0.tier == tier && $0.band != .base }
        let base = pairs(card.rates[RateCard.Scope(tier)] ?? [:]).map { indent + $0 }
        guard !scopes.isEmpty else { return base }
        return base + ["\(indent)long_context:"]
            + scopes.map { scope in
                let bound = scope.band.description.split(separator: " ").last ?? ""
                let key = scope.band.description.hasPrefix("over") ? "over" : "at_least"
                let rates = pairs(card.rates[scope] ?? [:]).joined(separator: ", ")
                return "\(indent)  - {\(key): \(bound), \(rates)}"
            }
    }

    private func lines(_ offPeak: OffPeakRates) -> [String] {
        let offset = offPeak.hours.weekdayOffsetMinutes
        let windows = offPeak.hours.rules.map { rule in
            let days = rule.days.sorted().map(String.init).joined(separator: ", ")
            let spans = rule.spans.map { quoted($0.description) }.joined(separator: ", ")
            return "        - {days: [\(days)], hours: [\(spans)]}"
        }
        return ["    off_peak:"]
            + (offset == 0 ? [] : ["      weekday_offset: \"\(OffPeakHours.offset(offset))\""])
            + ["      windows:"] + windows + pairs(offPeak.rates).map { "      \($0)" }
    }

    private func pairs(_ rates: [Meter: Rate]) -> [String] {
        Meter.allCases.compactMap { meter in
            rates[meter].map { "\(meter.rawValue): \(text($0))" }
        }
    }

    private func text(_ rate: Rate) -> String { "\"\(rate.perMillionTokens)\"" }
}

/// A text in double quotes, as YAML and JSON have it.
private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        default: isPlain(scalar) ? String(scalar) : escape(scalar)
        }
    }
    return "\"\(escaped.joined())\""
}

private func oneLine(_ text: String) -> String {
    text.unicodeScalars.map { isPlain($0) ? String($0) : "?" }.joined()
}

private func isPlain(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        false
    default: true
    }
}

private func escape(_ scalar: UnicodeScalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\U" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}

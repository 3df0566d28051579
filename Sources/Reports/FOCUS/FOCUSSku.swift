import Pricing
import Replay

/// What is sold, and at which of its prices.
///
/// A SKU is a kind of token of a model, by the name of the price table, so that aliases share it.
/// A SKU Price adds where in the price list its rate stands. Neither holds an amount, a currency or
/// a version of the list, because "SkuPriceId MUST remain consistent over time"; `x_PriceTableSha256`
/// beside it says which list it was.
struct FOCUSSku {
    private let id: String
    private let price: ChargePrice

    init(_ line: ChargeLine, _ table: PriceTable) {
        price = line.price
        id = "\(table.model(line.model.text)?.id ?? line.model.text)/\(price.meter.rawValue)"
    }

    var values: [FOCUSColumn: CSVWriter.Field] {
        [
            .skuID: .identifier(id), .skuMeter: .identifier(meterName),
            .skuPriceID: .identifier(([id] + place.map(\.id)).joined(separator: "/")),
            .skuPriceDetails: .identifier(
                KeyValueText.object(place.map { ($0.key, $0.value) })),
        ]
    }

    /// The kind of token in words.
    var meterName: String {
        switch price.meter {
        case .input: "Input Tokens"
        case .cacheRead: "Cache Read Tokens"
        case .cacheWrite5m: "Cache Write Tokens (5 Minutes)"
        case .cacheWrite1h: "Cache Write Tokens (1 Hour)"
        case .output: "Output Tokens"
        case .reasoning: "Reasoning Tokens"
        }
    }

    /// What besides model and kind of token the price depends on, in words.
    var circumstances: [String] {
        var parts: [String] = []
        if price.ratedTier != .standard { parts.append("tier \(price.ratedTier)") }
        if price.ratedBand != .base { parts.append("input \(price.ratedBand) tokens") }
        if price.isOffPeak { parts.append("off-peak") }
        if price.ratedAs != price.meter { parts.append("at the \(price.ratedAs.rawValue) rate") }
        return parts
    }

    private var place: [(id: String, key: String, value: KeyValueText.Value)] {
        let tier = price.ratedTier.name
        var parts: [(id: String, key: String, value: KeyValueText.Value)] = [
            (tier, "x_ServiceTier", .text(tier))
        ]
        if price.ratedBand != .base {
            let least = String(price.ratedBand.leastInput)
            parts.append(("from-\(least)", "x_LeastInputTokens", .text(least)))
        }
        if price.isOffPeak { parts.append(("off-peak", "x_OffPeak", .yes)) }
        if price.ratedAs != price.meter {
            let meter = price.ratedAs.rawValue
            parts.append(("as-\(meter)", "x_RatedAs", .text(meter)))
        }
        return parts
    }
}

import Documents
import Pricing
import Testing

extension PriceTable {
    /// The table of a price file that is given without its heading.
    static func models(_ yaml: String, heading: String = "") throws -> PriceTable {
        let text = "prices: test\nversion: 1\ncurrency: USD\nunit: 1M tokens\n\(heading)models:\n"
        return try PriceTable(Document(text: text + yaml, name: "test.yaml"))
    }

    /// A table in the form of LiteLLM's list, from the fields of the model `m`.
    static func liteLLM(_ fields: String, provider: String = "openai") throws -> PriceTable {
        let entry = #""m": {"litellm_provider": "\#(provider)", "mode": "chat", \#(fields)}"#
        return try PriceTable(Document(text: "{\(entry)}", name: "list.json"))
    }

    func quote(
        _ model: String?, _ usage: TokenUsage, tier: String? = nil, at time: String? = nil
    ) -> Quote {
        quote(
            model: model, usage: usage,
            in: priceClass(
                serviceTier: ServiceTier(tier), totalInput: usage.totalInput,
                at: time.flatMap { Timestamp(rfc3339: $0) }))
    }

    func cost(
        _ model: String?, _ usage: TokenUsage, tier: String? = nil, at time: String? = nil
    ) -> Money? {
        quote(model, usage, tier: tier, at: time).total
    }
}

extension Quote {
    /// The line items as a table: meter, quantity, rate, and what they were rated as.
    var lines: [String] {
        guard case .priced(let items) = self else { return ["\(self)"] }
        return items.map {
            "\($0.meter.rawValue) \($0.quantity) at \($0.rate.perMillionTokens)"
                + " as \($0.ratedAs.rawValue) \($0.ratedTier)"
        }
    }
}

func decimal(_ text: String) throws -> DecimalNumber {
    try #require(DecimalNumber(text), "not a decimal number: \(text)")
}

func money(_ text: String) throws -> Money {
    try #require(Money(exactly: decimal(text)), "not an amount: \(text)")
}

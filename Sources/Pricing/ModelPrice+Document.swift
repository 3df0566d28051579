internal import Documents

extension ModelPrice {
    init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(
            ["id", "family", "aliases", "source", "as_of", "all_tokens", "tiers"]
                + Meter.allCases.map(\.rawValue))
        id = try fields.required("id").name()
        family = try fields.optional("family")?.name()
        source = try fields.optional("source")?.string()
        asOf = try fields.optional("as_of")?.date()
        let names = try fields.optional("aliases")?.list() ?? []
        aliases = try names.map { alias throws(DocumentError) in try alias.name() }
        rates = try ModelRates(fields)
    }
}

extension ModelRates {
    fileprivate init(_ fields: Fields) throws(DocumentError) {
        var tiers: [ServiceTier: [Meter: Rate]] = [:]
        tiers[.standard] = try fields.rates()
        for (name, place, node) in try fields.optional("tiers")?.entries() ?? [] {
            let rates = try node.fields(Meter.allCases.map(\.rawValue)).rates()
            guard let rates else { throw node.error("has no rates; expected input and output") }
            guard tiers.updateValue(rates, forKey: ServiceTier(name)) == nil else {
                throw DocumentError(
                    place: place, message: "means the standard tier, whose rates stand above")
            }
        }
        switch (try fields.optional("all_tokens")?.rate(), tiers.isEmpty) {
        case (let rate?, true): self = .allTokens(rate)
        case (nil, false): self = .split(tiers)
        case (nil, true):
            throw fields.node.error("has no price; expected all_tokens, or input and output")
        case (_?, false):
            throw fields.node.error("has all_tokens and other prices; expected one or the other")
        }
    }
}

extension Fields {
    /// The rates by meter, or nil where there is none.
    fileprivate func rates() throws(DocumentError) -> [Meter: Rate]? {
        var rates: [Meter: Rate] = [:]
        for meter in Meter.allCases {
            rates[meter] = try optional(meter.rawValue)?.rate()
        }
        return rates.isEmpty ? nil : rates
    }
}

extension Node {
    fileprivate func rate() throws(DocumentError) -> Rate {
        let number = try decimal()
        do {
            return try Rate(perMillionTokens: number)
        } catch {
            throw self.error("is \(error)")
        }
    }

    /// A text that is not empty.
    func name() throws(DocumentError) -> String {
        let name = try string()
        guard !name.isEmpty else { throw error(expected: "a name") }
        return name
    }

    /// A day, kept as it was written.
    func date() throws(DocumentError) -> String {
        let text = try string()
        guard Timestamp(date: text) != nil else {
            throw error(expected: "a date such as 2026-01-05")
        }
        return text
    }
}

internal import Documents

extension ModelPrice {
    init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(
            [
                "id", "family", "provider", "aliases", "source", "as_of", "all_tokens", "tiers",
                "off_peak",
            ] + RateCard.listKeys)
        id = try fields.required("id").name()
        family = try fields.optional("family")?.name()
        provider = try fields.optional("provider")?.name()
        source = try fields.optional("source")?.string()
        asOf = try fields.optional("as_of")?.date()
        let names = try fields.optional("aliases")?.list() ?? []
        aliases = try names.map { alias throws(DocumentError) in try alias.name() }
        listed = try ModelRates(fields)
        rates = listed
        remainder = PriceRemainder()
    }
}

extension ModelRates {
    fileprivate init(_ fields: Fields) throws(DocumentError) {
        var card = RateCard()
        try card.add(fields, tier: .standard)
        var tiers: Set<ServiceTier> = [.standard]
        for (name, place, node) in try fields.optional("tiers")?.entries() ?? [] {
            guard tiers.insert(ServiceTier(name)).inserted else {
                throw DocumentError(
                    place: place, message: "means the standard tier, whose rates stand above")
            }
            let known = card.scopes.count
            try card.add(try node.fields(RateCard.listKeys), tier: ServiceTier(name))
            guard card.scopes.count > known else {
                throw node.error("has no rates; expected input and output")
            }
        }
        card.offPeak = try fields.optional("off_peak").map(OffPeakRates.init)
        switch (try fields.optional("all_tokens")?.rate(), card.scopes.isEmpty) {
        case (let rate?, true) where card.offPeak == nil: self = .allTokens(rate)
        case (nil, false): self = .split(card)
        case (nil, true):
            throw fields.node.error("has no price; expected all_tokens, or input and output")
        case (_?, _):
            throw fields.node.error("has all_tokens and other prices; expected one or the other")
        }
    }
}

extension RateCard {
    /// What a list of rates consists of.
    fileprivate static let listKeys = Meter.allCases.map(\.rawValue) + ["long_context"]

    /// Adds a list of rates: those for any context, and those for longer ones.
    fileprivate mutating func add(_ fields: Fields, tier: ServiceTier) throws(DocumentError) {
        for (meter, rate) in try fields.rates() { set(rate, for: meter, in: Scope(tier)) }
        for node in try fields.optional("long_context")?.list() ?? [] {
            let fields = try node.fields(Meter.allCases.map(\.rawValue) + ["over", "at_least"])
            let scope = Scope(tier, try fields.band())
            let list = try fields.rates()
            guard !list.isEmpty else { throw node.error("has no rates; expected input and output") }
            guard rates[scope] == nil else {
                throw node.error("repeats a bound; expected each bound once")
            }
            for (meter, rate) in list { set(rate, for: meter, in: scope) }
        }
    }
}

extension Fields {
    /// The rates by meter.
    fileprivate func rates() throws(DocumentError) -> [Meter: Rate] {
        var rates: [Meter: Rate] = [:]
        for meter in Meter.allCases {
            rates[meter] = try optional(meter.rawValue)?.rate()
        }
        return rates
    }

    fileprivate func band() throws(DocumentError) -> ContextBand {
        switch (optional("over"), optional("at_least")) {
        case (let bound?, nil): ContextBand(over: try bound.tokens())
        case (nil, let bound?): ContextBand(atLeast: try bound.tokens())
        default: throw node.error("has no bound or two; expected over or at_least, in tokens")
        }
    }
}

extension OffPeakRates {
    fileprivate init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(
            ["weekday_offset", "windows"] + Meter.allCases.map(\.rawValue))
        let list = try fields.required("windows")
        let windows = try list.list()
        guard !windows.isEmpty else { throw list.error("is empty; expected hours") }
        hours = OffPeakHours(
            rules: try windows.map { window throws(DocumentError) in
                let fields = try window.fields(["days", "hours"])
                return try OffPeakHours.Rule(
                    days: fields.optional("days"), hours: fields.required("hours"))
            },
            weekdayOffsetMinutes: try fields.optional("weekday_offset")?.offset() ?? 0)
        rates = try fields.rates()
        guard !rates.isEmpty else { throw node.error("has no rates; expected those that differ") }
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

    /// A bound on a request's input.
    fileprivate func tokens() throws(DocumentError) -> UInt64 {
        let number = try integer()
        guard number > 0, UInt64(number) < Bounds.tokensPerCall else {
            throw error(expected: "a number of tokens such as 200000")
        }
        return UInt64(number)
    }

    /// Minutes ahead of UTC.
    fileprivate func offset() throws(DocumentError) -> Int {
        guard let minutes = OffPeakHours.offsetMinutes(try string()) else {
            throw error(expected: "an offset from UTC such as \"+08:00\"")
        }
        return minutes
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

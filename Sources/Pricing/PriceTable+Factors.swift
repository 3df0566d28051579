extension PriceTable {
    /// The table in another currency: each rate as it is listed, times discount and exchange rate,
    /// rounded once, half to even at 10^-18 of the unit.
    ///
    /// - Parameter exchange: A rate from the table's currency.
    /// - Returns: The table, or nil where a rate is then beyond the bound.
    public func converted(by exchange: ExchangeRate) -> PriceTable? {
        guard exchange.from == currency, let factor = PriceFactor(exchange.rate) else { return nil }
        var table = self
        table.models = []
        for model in models {
            guard let converted = model.multiplied(by: factor) else { return nil }
            table.models.append(converted)
        }
        table.currency = exchange.to
        table.exchange = exchange
        return table
    }
}

extension ModelPrice {
    /// The model's listed rates times its factor and another one; nil beyond the bound.
    func multiplied(by factor: PriceFactor) -> ModelPrice? {
        var model = self
        model.factor = self.factor * factor
        guard let rates = listed.multiplied(by: model.factor) else { return nil }
        model.rates = rates
        return model
    }
}

extension ModelRates {
    fileprivate func multiplied(by factor: PriceFactor) -> ModelRates? {
        switch self {
        case .allTokens(let rate): factor.applied(to: rate).map(ModelRates.allTokens)
        case .split(let card): card.multiplied(by: factor).map(ModelRates.split)
        }
    }
}

extension RateCard {
    fileprivate func multiplied(by factor: PriceFactor) -> RateCard? {
        var card = RateCard()
        for (scope, rates) in rates {
            for (meter, rate) in rates {
                guard let multiplied = factor.applied(to: rate) else { return nil }
                card.set(multiplied, for: meter, in: scope)
            }
        }
        guard let offPeak else { return card }
        var rates: [Meter: Rate] = [:]
        for (meter, rate) in offPeak.rates {
            guard let multiplied = factor.applied(to: rate) else { return nil }
            rates[meter] = multiplied
        }
        card.offPeak = OffPeakRates(hours: offPeak.hours, rates: rates)
        return card
    }
}

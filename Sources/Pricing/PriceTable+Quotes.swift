extension PriceTable {
    /// The class of a call.
    ///
    /// - Parameters:
    ///   - serviceTier: The tier that the call asked for.
    ///   - totalInput: All input tokens of the call.
    ///   - instant: When the call was made; nil asks for the table's prices whatever the date and
    ///     the hour.
    /// - Returns: The class to quote the call in.
    public func priceClass(
        serviceTier: ServiceTier, totalInput: UInt64, at instant: Timestamp?
    ) -> PriceClass {
        PriceClass(
            serviceTier: serviceTier, totalInput: totalInput,
            moment: instant.map { PriceClass.Moment($0) })
    }

    /// What an amount of tokens of a model costs.
    ///
    /// - Parameters:
    ///   - name: The model's id or alias; nil where the call names none.
    ///   - usage: The tokens of one call, or the sum over calls of the same model and class.
    ///   - priceClass: The class of the calls.
    /// - Returns: Line items, or the reason why there are none.
    public func quote(
        model name: String?, usage: TokenUsage, in priceClass: PriceClass
    ) -> Quote {
        guard let name else { return .unpriced(.noModel) }
        guard let model = model(name) else {
            return .unpriced(.unknownModel(priceTable: self.name))
        }
        if let effectiveFrom, let moment = priceClass.moment, moment.instant < effectiveFrom {
            return .unpriced(.notYetInForce(effectiveFrom))
        }
        return model.quote(usage, in: priceClass)
    }
}

extension ModelPrice {
    fileprivate func quote(_ usage: TokenUsage, in call: PriceClass) -> Quote {
        if let unusable = remainder.unusableRates.first {
            return .unpriced(.unusableRate(unusable))
        }
        switch rates {
        case .allTokens(let rate):
            return .priced(
                items(usage, band: .base) { meter in
                    FoundRate(rate: rate, meter: meter, scope: RateCard.Scope(call.serviceTier))
                })
        case .split(let card):
            return quote(usage, card, in: call)
        }
    }

    private func quote(_ usage: TokenUsage, _ card: RateCard, in call: PriceClass) -> Quote {
        if card.scopes.isEmpty { return .unpriced(.notPricedByToken(remainder.unmetered.first)) }
        let search = RateSearch(card, call)
        for meter in [Meter.input, .output] where search.find(meter) == nil {
            return .unpriced(.missingRate(meter))
        }
        let band = card.bands.last { $0.leastInput <= call.totalInput } ?? .base
        return .priced(items(usage, band: band, search.find))
    }

    private func items(
        _ usage: TokenUsage, band: ContextBand, _ find: (Meter) -> FoundRate?
    ) -> [LineItem] {
        Meter.allCases.compactMap { meter in
            guard usage[meter] > 0, let found = find(meter) else { return nil }
            return LineItem(
                meter: meter, quantity: usage[meter], band: band, rate: found.rate,
                ratedAs: found.meter, ratedTier: found.scope.tier, ratedBand: found.scope.band,
                isOffPeak: found.isOffPeak)
        }
    }
}

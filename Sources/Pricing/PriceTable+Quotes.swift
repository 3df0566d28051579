extension PriceTable {
    /// The facts about a call that choose its rates.
    ///
    /// Within a class prices are linear in the tokens, so the sum of its calls to one model may be
    /// quoted at once.
    public struct PriceClass: Hashable, Sendable {
        /// The tier that the call asked for.
        public let serviceTier: ServiceTier
        /// Whether the table has prices for the call's date.
        public let isInForce: Bool

        /// The class of calls of a tier, inside or outside the table's time.
        public init(serviceTier: ServiceTier, isInForce: Bool) {
            self.serviceTier = serviceTier
            self.isInForce = isInForce
        }
    }

    /// The class of a call.
    ///
    /// - Parameters:
    ///   - serviceTier: The tier that the call asked for.
    ///   - instant: When the call was made; nil asks for the table's prices whatever the date.
    /// - Returns: The class to quote the call in.
    public func priceClass(serviceTier: ServiceTier, at instant: Timestamp?) -> PriceClass {
        guard let effectiveFrom, let instant else {
            return PriceClass(serviceTier: serviceTier, isInForce: true)
        }
        return PriceClass(serviceTier: serviceTier, isInForce: instant >= effectiveFrom)
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
        if let effectiveFrom, !priceClass.isInForce {
            return .unpriced(.notYetInForce(effectiveFrom))
        }
        return model.quote(usage, in: priceClass.serviceTier)
    }
}

extension ModelPrice {
    fileprivate func quote(_ usage: TokenUsage, in asked: ServiceTier) -> Quote {
        let tier = ratedTier(for: asked)
        for meter in [Meter.input, .output] where rate(of: meter, in: tier) == nil {
            return .unpriced(.missingRate(meter))
        }
        return .priced(Meter.allCases.compactMap { lineItem($0, usage[$0], in: tier) })
    }

    private func ratedTier(for asked: ServiceTier) -> ServiceTier {
        guard case .split(let tiers) = rates else { return asked }
        return tiers[asked] == nil ? .standard : asked
    }

    private func lineItem(_ meter: Meter, _ quantity: UInt64, in tier: ServiceTier) -> LineItem? {
        guard quantity > 0 else { return nil }
        let ratedAs = rate(of: meter, in: tier) == nil ? meter.substitute : meter
        guard let ratedAs, let rate = rate(of: ratedAs, in: tier) else { return nil }
        return LineItem(
            meter: meter, quantity: quantity, rate: rate, ratedAs: ratedAs, ratedTier: tier)
    }
}

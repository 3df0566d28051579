/// How far listed prices are followed on their way to what is charged.
public enum PriceStage: Hashable, Sendable, CaseIterable {
    /// After discounts, in the currency of the report.
    case charged
    /// Before discounts, in the currency of the report.
    case listed
    /// After discounts, in the currency of the price file.
    case chargedInOwnCurrency
    /// Before discounts, in the currency of the price file.
    case listedInOwnCurrency

    fileprivate var isDiscounted: Bool { self == .charged || self == .chargedInOwnCurrency }
    fileprivate var isConverted: Bool { self == .charged || self == .listed }
}

extension PriceTable {
    /// The currency of the price file.
    public var ownCurrency: Currency { exchange?.from ?? currency }

    /// The table at a stage: each rate as it is listed, times what applies there, rounded once.
    ///
    /// - Parameter stage: What applies.
    /// - Returns: The table, or nil where a rate is then beyond the bound.
    public func at(_ stage: PriceStage) -> PriceTable? {
        guard stage != .charged, exchange != nil || models.contains(where: { $0.discount != nil })
        else { return self }
        let conversion = stage.isConverted ? exchange.flatMap { PriceFactor($0.rate) } : nil
        var table = self
        table.models = []
        for var model in models {
            let rest = stage.isDiscounted ? model.discountFactor : .one
            model.factor = .one
            guard let staged = model.multiplied(by: rest * (conversion ?? .one)) else { return nil }
            table.models.append(staged)
        }
        if !stage.isConverted { table.currency = ownCurrency }
        return table
    }
}

extension PriceSchedule {
    /// The lists at a stage; nil where a rate is then beyond the bound.
    public func at(_ stage: PriceStage) -> PriceSchedule? {
        let staged = tables.compactMap { $0.at(stage) }
        return staged.count == tables.count ? PriceSchedule(sorted: staged) : nil
    }
}

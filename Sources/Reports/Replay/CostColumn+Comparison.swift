import Pricing
import Replay

/// What a column costs less than the traffic as requested, over calls priced on both sides.
struct Comparison {
    let base: Money
    let saved: Money
    let requests: UInt64

    var percent: Percentage? { Percentage(saved, of: base) }

    init(_ saving: Saving) {
        base = saving.base
        saved = saving.saved
        requests = saving.comparedRequests
    }

    /// Compares whole columns; nil unless the very same calls are priced in both.
    init?(_ column: CostColumn, with base: CostColumn) {
        guard let left = column.requestsUnpricedInAnyColumn,
            let right = base.requestsUnpricedInAnyColumn, left == right
        else { return nil }
        self.base = base.total
        saved = base.total - column.total
        requests = base.pricedRequests
    }
}

extension CostColumn {
    /// Nothing at all could be priced, although there are calls.
    var isUnpriced: Bool { summary.amount == nil }

    /// The calls without a price, if none of them lacks it because of its model.
    fileprivate var requestsUnpricedInAnyColumn: [UInt64]? {
        var (early, unknown): (UInt64, UInt64) = (0, 0)
        for calls in unpriced {
            switch calls.reason {
            case .notYetInForce: early += calls.requests
            case .unknownUsage: unknown += calls.requests
            case .notCompared, .noModel, .unknownModel, .missingRate, .notPricedByToken,
                .unusableRate:
                return nil
            }
        }
        return [early, unknown]
    }
}

import Pricing
import Replay

/// A total together with how much of the traffic it is about.
struct CostTotal {
    /// The sum over the priced requests; nil where there are requests and none of them has a price.
    let amount: Money?
    let priced: UInt64
    let unpriced: UInt64

    init(_ amount: Money, priced: UInt64, unpriced: UInt64) {
        self.amount = priced == 0 && unpriced > 0 ? nil : amount
        self.priced = priced
        self.unpriced = unpriced
    }
}

extension CostColumn {
    var summary: CostTotal {
        CostTotal(total, priced: pricedRequests, unpriced: unpricedRequests)
    }
}

extension ReplayResult {
    /// What the log says that it cost; nil where it says nothing.
    var recordedTotal: CostTotal? {
        guard recorded.requests > 0 else { return nil }
        return CostTotal(
            recorded.total, priced: recorded.requests,
            unpriced: traffic.requests - recorded.requests)
    }

    /// The traffic as requested at list prices.
    var listTotal: CostTotal? {
        listPrices.map { list in
            CostTotal(
                list.asRequested, priced: traffic.requests - list.unpricedRequests,
                unpriced: list.unpricedRequests)
        }
    }
}

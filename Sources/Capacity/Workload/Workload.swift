public import Limits
import Pricing
import Replay

/// A log's requests as they meet a plan: each with its deployment, its tokens and its work.
public struct Workload: Sendable {
    /// What a request is priced by where it is served; requests of one account are priced alike.
    struct Account: Hashable, Sendable {
        /// The model that the request asks for; nil where it names none.
        let model: String?
        /// The position of what its prices depend on beside the model.
        let priceClass: Int
        /// Whether its tokens are known or assumed.
        let isCounted: Bool
    }

    /// What a reader of the report has to know about the requests.
    public internal(set) var notes: [String] = []
    /// The requests in time order; the model of each is the position of its account.
    var arrivals: [Arrival] = []
    var knownAccounts: [Account] = []
    let priceClasses: [PriceClass]

    /// How many requests there are.
    public var count: Int { arrivals.count }

    /// When the first and the last come in; nil where there is none.
    public var period: (first: Instant, last: Instant)? {
        guard let first = arrivals.first?.time, let last = arrivals.last?.time else { return nil }
        return (first, last)
    }

    init(priceClasses: [PriceClass]) { self.priceClasses = priceClasses }
}

public import Pricing

/// What the attempts of a simulation cost, each priced as a call of a log is.
///
/// Refused attempts cost nothing. Whether a provider bills work that failed or was given up depends
/// on whether it tells usage, which a simulation can't know: that amount stands apart.
public struct SimulatedCost: Hashable, Sendable {
    /// Attempts without a price, for one reason.
    public struct Unpriced: Hashable, Sendable {
        /// The model; nil where there is none.
        public let model: String?
        /// Why.
        public let reason: UnpricedReason
        /// How many attempts.
        public internal(set) var attempts: UInt64
    }

    /// What served attempts cost.
    public var served: Money { byDeployment.reduce(.zero, +) }
    /// The same by the place of the deployment.
    public private(set) var byDeployment: [Money]
    /// What failed and timed-out attempts cost at most: if all of their tokens are billed.
    public private(set) var lostWork = Money.zero
    /// How many these are.
    public private(set) var lostAttempts: UInt64 = 0
    /// Attempts without a price.
    public private(set) var unpriced: [Unpriced] = []

    init(deployments: Int) { byDeployment = Array(repeating: .zero, count: deployments) }

    mutating func add(_ quote: Quote, _ attempts: UInt64, _ model: String?, at deployment: Int) {
        byDeployment[deployment] += amount(quote, attempts, model)
    }

    mutating func addLost(_ quote: Quote, _ attempts: UInt64, _ model: String?) {
        lostWork += amount(quote, attempts, model)
        lostAttempts += attempts
    }

    private mutating func amount(_ quote: Quote, _ attempts: UInt64, _ model: String?) -> Money {
        guard case .unpriced(let reason) = quote else { return quote.total ?? .zero }
        let place = unpriced.firstIndex { $0.model == model && $0.reason == reason }
        if let place {
            unpriced[place].attempts += attempts
        } else {
            unpriced.append(Unpriced(model: model, reason: reason, attempts: attempts))
        }
        return .zero
    }
}

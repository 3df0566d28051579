public import Pricing

/// What the attempts of a simulation cost, each priced as a call of a log is.
///
/// Refused and failed attempts cost nothing. How much was written of answers that a timeout cut is
/// unknown: what they cost at most stands apart.
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
    /// Served attempts without a price by the place of the deployment.
    public private(set) var unpricedByDeployment: [UInt64]
    /// What timed-out attempts cost at most: if all of their tokens are billed.
    public private(set) var atMostForCut = Money.zero
    /// How many these are.
    public private(set) var cutAttempts: UInt64 = 0
    /// Attempts without a price.
    public private(set) var unpriced: [Unpriced] = []

    init(deployments: Int) {
        byDeployment = Array(repeating: .zero, count: deployments)
        unpricedByDeployment = Array(repeating: 0, count: deployments)
    }

    mutating func add(_ quote: Quote, _ attempts: UInt64, _ model: String?, at deployment: Int) {
        byDeployment[deployment] += amount(quote, attempts, model)
        if case .unpriced = quote { unpricedByDeployment[deployment] += attempts }
    }

    mutating func addCut(_ quote: Quote, _ attempts: UInt64, _ model: String?) {
        atMostForCut += amount(quote, attempts, model)
        cutAttempts += attempts
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

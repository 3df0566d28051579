import Limits
public import Pricing

/// What the work of a run costs, priced as the calls of a log are, each attempt at the model that
/// did the work: fallbacks and what was repeated included.
///
/// Served attempts are billed by their tokens. Failed ones cost nothing, as a provider does not bill
/// its own errors. What was written of answers that were cut by a timeout is unknown: they are kept
/// apart, as if they had been written to the end, and so cost at most that.
public struct RunCost: Sendable {
    /// What attempts at a deployment cost.
    public struct Share: Hashable, Sendable {
        /// The place of the deployment.
        public let deployment: Int
        /// The model as which the work is priced.
        public let model: String
        /// What served attempts cost; nil where they have no price.
        public internal(set) var served: Money?
        /// The most that attempts cost which were cut by a timeout; nil where they have no price.
        public internal(set) var atMostForCut: Money?
        /// Why there is no price, where there is none.
        public internal(set) var unpriced: UnpricedReason?
    }

    private struct Cell: Hashable {
        let deployment, model: Int
        let number: UInt32
        let isCut: Bool

        /// So that the first reason without a price is the same in every run.
        var order: (Int, Int, UInt32, Int) { (deployment, model, number, isCut ? 1 : 0) }
    }

    private let models: [String]
    private let pricedAs: [String?]
    private let prices: PriceSchedule
    private let classifier: PriceClassifier
    private var usage: [Cell: TokenUsage] = [:]

    /// No attempts yet.
    ///
    /// - Parameters:
    ///   - prices: The prices.
    ///   - models: The list in which arrivals name the models that they ask for.
    ///   - pricedAs: For each deployment the model as which its work is priced; nil for the one that
    ///     a request asks for.
    public init(prices: PriceSchedule, models: [String], pricedAs: [String?]) {
        (self.prices, self.models, self.pricedAs) = (prices, models, pricedAs)
        classifier = PriceClassifier(prices.tables)
    }

    /// Adds an attempt that has ended.
    public mutating func add(_ attempt: Attempt) {
        guard attempt.ending == .served || attempt.ending == .timedOut else { return }
        let tokens = attempt.arrival.tokens.usage
        let number = classifier.number(
            totalInput: tokens.totalInput, nanoseconds: attempt.arrival.time.nanoseconds)
        let cell = Cell(
            deployment: attempt.deployment, model: attempt.arrival.model, number: number,
            isCut: attempt.ending == .timedOut)
        usage[cell, default: .zero] += tokens
    }

    /// What the attempts cost, by deployment and model.
    public var shares: [Share] {
        var shares: [Share] = []
        for (cell, usage) in usage.sorted(by: { $0.key.order < $1.key.order }) {
            let model = pricedAs[cell.deployment] ?? models[cell.model]
            let place =
                shares.firstIndex { $0.deployment == cell.deployment && $0.model == model }
                ?? shares.endIndex
            if place == shares.endIndex {
                shares.append(
                    Share(
                        deployment: cell.deployment, model: model, served: .zero,
                        atMostForCut: .zero))
            }
            shares[place].add(quote(usage, model, cell.number), isCut: cell.isCut)
        }
        return shares.sorted { ($0.deployment, $0.model) < ($1.deployment, $1.model) }
    }

    private func quote(_ usage: TokenUsage, _ model: String, _ number: UInt32) -> Quote {
        prices.quote(
            model: model, usage: usage,
            in: classifier.priceClass(number, serviceTier: .standard))
    }
}

extension RunCost.Share {
    fileprivate mutating func add(_ quote: Quote, isCut: Bool) {
        if case .unpriced(let reason) = quote { unpriced = reason }
        let amount = quote.total
        func sum(_ money: Money?) -> Money? {
            guard let money, let amount else { return nil }
            return money + amount
        }
        if isCut { atMostForCut = sum(atMostForCut) } else { served = sum(served) }
    }
}

public import Pricing
import Upstream

extension WorstCase {
    /// The most that all attempts of a request can cost; nil where a model that it may reach has
    /// no price.
    public func request(_ request: PlannedRequest) -> Money? {
        attempt(request).map { Money(attos: $0.attos * Int128(attempts)) }
    }

    /// The most that one attempt of a request can cost, at the dearest model that it may reach.
    public func attempt(_ request: PlannedRequest) -> Money? {
        var dearest = Money.zero
        for model in models(from: request.chat.model) {
            guard let most = most(of: request, at: model) else { return nil }
            dearest = max(dearest, most)
        }
        return dearest
    }

    /// What one attempt at the model asked for will cost about; nil where that has no price.
    public func predicted(_ request: PlannedRequest) -> Money? {
        let usage = TokenUsage(input: request.input, output: request.expectedOutput)
        return quote(usage, of: request.chat.model, input: request.input, at: time).total
    }

    /// Why a model has no price; nil where it has one.
    public func unpriced(_ model: String) -> UnpricedModel? {
        let usage = TokenUsage(input: 1, output: 1)
        guard case .unpriced(let reason) = quote(usage, of: model, input: 1, at: time) else {
            return nil
        }
        return UnpricedModel(model: model, reason: reason)
    }

    private func quote(
        _ usage: TokenUsage, of model: String, input: UInt64, at time: Timestamp?
    ) -> Quote {
        let priceClass = prices.priceClass(
            serviceTier: .standard, totalInput: input, at: time)
        return prices.quote(
            model: model.isEmpty ? nil : model, usage: usage, in: priceClass)
    }

    /// The dearest way to count and to price the tokens: as fresh input or written to a cache, as
    /// reasoning or not, in any context band that so much input may reach, at any hour.
    private func most(of request: PlannedRequest, at model: String) -> Money? {
        guard unpriced(model) == nil else { return nil }
        let (input, output) = (request.mostInput, request.mostOutput)
        let reached = prices.model(model)?.card?.bands.map(\.leastInput).filter { $0 <= input }
        var dearest: Money?
        for band in [0, input] + (reached ?? []) {
            for time in [nil, time] {
                let sides = [Self.inputs(input), Self.outputs(output)].map { usages in
                    usages.compactMap { quote($0, of: model, input: band, at: time).total }.max()
                }
                guard let into = sides[0], let out = sides[1] else { continue }
                dearest = max(dearest ?? .zero, into + out)
            }
        }
        return dearest
    }

    private static func inputs(_ tokens: UInt64) -> [TokenUsage] {
        [
            TokenUsage(input: tokens), TokenUsage(cacheRead: tokens),
            TokenUsage(cacheWrite5m: tokens), TokenUsage(cacheWrite1h: tokens),
        ]
    }

    private static func outputs(_ tokens: UInt64) -> [TokenUsage] {
        [TokenUsage(output: tokens), TokenUsage(output: tokens, reasoning: tokens)]
    }
}

extension PlannedRequest {
    /// The output that is expected: what the log tells, or all that the limit allows.
    var expectedOutput: UInt64 { output ?? mostOutput }
}

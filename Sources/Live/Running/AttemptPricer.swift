import Pricing
import Upstream

/// What attempts did cost, by what their answers say was used.
struct AttemptPricer {
    let prices: PriceTable
    let clock: WallClock

    /// What an attempt did cost, at the model that answered where the table has it, else at the
    /// one asked for.
    func cost(of attempt: Attempt) -> AttemptCost {
        guard let usage = attempt.usage else { return .unknownUsage }
        let priceClass = prices.priceClass(
            serviceTier: .standard, totalInput: usage.totalInput, at: clock.time(at: attempt.start))
        let served = attempt.servedModel.flatMap { prices.model($0) == nil ? nil : $0 }
        let quote = prices.quote(model: served ?? attempt.model, usage: usage, in: priceClass)
        switch quote {
        case .priced: return .known(quote.total ?? .zero)
        // Nothing costs nothing, at whatever price.
        case .unpriced where usage == .zero: return .known(.zero)
        case .unpriced(let reason): return .unpriced(reason)
        }
    }
}

extension Attempt {
    /// The tokens used; nil where unknown.
    var usage: TokenUsage? {
        switch outcome {
        case .completed(let completion):
            if case .known(let usage) = completion.usage { usage } else { nil }
        case .failed(let failure): failure.usage
        }
    }

    /// The model that answered; nil where none did, or it doesn't say.
    var servedModel: String? {
        if case .completed(let completion) = outcome { completion.servedModel } else { nil }
    }
}

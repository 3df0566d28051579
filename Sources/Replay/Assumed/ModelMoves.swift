import Calls
import Pricing

/// Tells models from each other, and what a move from one to another does to a call's tokens.
///
/// A call was recorded at the model that answered, where the prices or a factor know it, else at
/// the one that was asked for: logs name versions there that a price table may lack.
struct ModelMoves: Sendable {
    /// Where in their ranges the factors are taken.
    enum Point: Hashable {
        case middle
        /// At the upper end for these models, at the lower end for all others.
        case corner(high: Set<ExactText>)
    }

    private let prices: PriceSchedule
    private let factors: [ExactText: ClosedRange<TokenFactor>]

    init(_ plan: ReplayPlan) {
        prices = plan.prices
        let entries = plan.tokens.entries.map { entry in
            ((plan.prices.model(entry.model)?.id ?? entry.model).exact, entry.range)
        }
        factors = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }

    /// A model by its id in the price table, or by its name where the table does not know it.
    func identity(_ model: String) -> ExactText { (prices.model(model)?.id ?? model).exact }

    /// Where a call was recorded.
    func source(requested: String?, served: String?) -> String? {
        guard let served else { return requested }
        let isKnown = prices.model(served) != nil || factors[served.exact] != nil
        return isKnown ? served : requested
    }

    /// Whether a model is neither the one that was asked for nor the one of the recording.
    func isMove(to target: String?, requested: String?, served: String?) -> Bool {
        guard let target, requested != nil || served != nil else { return false }
        let homes = [requested, source(requested: requested, served: served)]
        return !homes.contains { $0.map(identity) == identity(target) }
    }

    /// The ratio in which a target model counts the tokens that a source model counted; nil where
    /// they count alike.
    func ratio(from source: String?, to target: String?, at point: Point) -> TokenRatio? {
        guard !factors.isEmpty, let source = source.map(identity),
            let target = target.map(identity),
            source != target
        else { return nil }
        let (above, below) = (factor(target, at: point), factor(source, at: point))
        return above == below ? nil : TokenRatio(above.steps, to: below.steps)
    }

    /// The factors of a model.
    func range(_ model: ExactText) -> ClosedRange<TokenFactor> {
        factors[model] ?? TokenFactor.one...TokenFactor.one
    }

    private func factor(_ model: ExactText, at point: Point) -> TokenFactor {
        let range = range(model)
        return switch point {
        case .middle: range.middle
        case .corner(let high): high.contains(model) ? range.upperBound : range.lowerBound
        }
    }

    /// Every way to take the factors of some models at one of their ends.
    ///
    /// The cost of calls at one model, and the difference of two such costs, changes in one
    /// direction with each factor, so that its extremes lie among these.
    func corners(of models: [String?]) -> [Point] {
        let ranged = Set(models.compactMap { $0.map(identity) }).filter {
            range($0).lowerBound < range($0).upperBound
        }
        return ranged.reduce([[]]) { sets, model in
            sets + sets.map { $0.union([model]) }
        }.map { .corner(high: $0) }
    }
}

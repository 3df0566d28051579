import Forecasting
import Pricing
import Replay

/// What becomes of a budget, in sentences.
public struct BudgetSentences {
    private let outcome: ForecastOutcome

    /// The sentences of a forecast.
    public init(_ outcome: ForecastOutcome) { self.outcome = outcome }

    /// Whether the check that the budget is has failed.
    ///
    /// Calls without a price fail it too: what they cost is not known, so it can't be judged.
    public var hasFailed: Bool {
        guard let budget = outcome.budget else { return false }
        return outcome.unpricedRequests > 0 || budget.stretches.contains { $0.projection.isOver }
    }

    /// Why the check has failed, one a line.
    public var faults: [String] {
        guard hasFailed, let budget = outcome.budget else { return [] }
        let over = budget.stretches.filter(\.projection.isOver)
        let unpriced = Numbers.counted(outcome.unpricedRequests, "request")
        return over.prefix(1).map { sentence(budget, $0) } + more(budget, over.count - 1)
            + (outcome.unpricedRequests > 0
                ? ["--budget can't be judged: \(unpriced) without a price"] : [])
    }

    /// How a stretch compares with the budget.
    enum Verdict: String {
        case over = "over it"
        case within = "within it"
        /// Calls without a price are left out, and what has one lasts.
        case unknown = "can't be judged"
    }

    func verdict(_ projection: BudgetProjection) -> Verdict {
        if projection.isOver { return .over }
        return outcome.unpricedRequests > 0 ? .unknown : .within
    }

    var answers: [Phrase] {
        guard let budget = outcome.budget else { return [] }
        let over = budget.stretches.filter(\.projection.isOver)
        let told = over.isEmpty ? Array(budget.stretches.prefix(1)) : over
        let shown = told.prefix(3).map { Phrase(sentence(budget, $0)) }
        return shown + more(budget, told.count - shown.count).map { Phrase($0) }
    }

    private func more(_ budget: BudgetCheck, _ count: Int) -> [String] {
        guard count > 0 else { return [] }
        let stretches = Numbers.counted(UInt64(count), "more \(budget.unit.rawValue)")
        return ["\(stretches) over the budget."]
    }

    private func sentence(_ budget: BudgetCheck, _ stretch: BudgetForecast) -> String {
        let money = MoneyText(currency: outcome.currency)
        guard let spend = outcome.measures.first(where: { $0.measure == .spend }) else { return "" }
        let text = MeasureText(outcome, spend)
        let projection = stretch.projection
        let verdict = verdict(projection)
        let unpriced = Numbers.counted(outcome.unpricedRequests, "request")
        let judgement =
            verdict == .unknown
            ? "\(verdict.rawValue), with \(unpriced) without a price left out: it costs more than"
            : "is \(verdict.rawValue) with"
        return "Budget of \(money.brief(budget.limit)) a \(budget.unit.rawValue): \(stretch.label) "
            + "\(judgement) \(text.number(projection.value)) (95 %: "
            + "\(text.number(projection.lower)) to \(text.number(projection.upper))), of which "
            + "\(money.brief(stretch.spent)) spent so far"
            + (verdict == .unknown ? "." : "; \(sentence(projection.exhaustion)).")
    }

    /// When the budget is used up, for a table.
    func exhaustion(_ projection: BudgetProjection) -> String {
        verdict(projection) == .unknown ? "can't be told" : exhaustion(projection.exhaustion)
    }

    private func exhaustion(_ exhaustion: BudgetProjection.Exhaustion) -> String {
        switch exhaustion {
        case .already: "already"
        case .not: "not by then, even at the upper bound"
        case .within(let earliest, let expected, let latest):
            range(earliest, latest)
                + (expected.map { ", most likely \(outcome.label($0))" }
                    ?? ", most likely not by then")
                + (latest == nil && expected != nil ? ", perhaps not by then" : "")
        }
    }

    private func sentence(_ exhaustion: BudgetProjection.Exhaustion) -> String {
        if case .not = exhaustion { return "not used up by then, even at the upper bound" }
        return "used up \(self.exhaustion(exhaustion))"
    }

    private func range(_ earliest: Int, _ latest: Int?) -> String {
        guard let latest else { return "\(outcome.label(earliest)) at the earliest" }
        return earliest == latest
            ? "on \(outcome.label(earliest))"
            : "between \(outcome.label(earliest)) and \(outcome.label(latest))"
    }
}

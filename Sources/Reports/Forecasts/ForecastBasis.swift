import Forecasting
import Pricing
import Replay

/// What a forecast assumes, in sentences.
public struct ForecastBasis {
    private let outcome: ForecastOutcome

    /// The assumptions of a forecast.
    public init(_ outcome: ForecastOutcome) { self.outcome = outcome }

    private var history: PeriodHistory { outcome.history }
    private var unit: String { history.clock.length.rawValue }

    /// One a line, those of the replay behind them.
    public var sentences: [String] {
        series + parts + season + methods + intervals + budget + outcome.assumptions
    }

    /// What spend and tokens leave out: never shown without saying so.
    public var gaps: [String] {
        let hasSpend = outcome.measures.contains { $0.measure == .spend }
        let hasTokens = outcome.measures.contains { $0.measure != .requests }
        let unpriced = Numbers.counted(outcome.unpricedRequests, "request")
        let unknown = Numbers.counted(outcome.unknownUsage, "request")
        let isUnpriced = outcome.unpricedRequests > 0 && history.periods.first?.spend == nil
        return
            (isUnpriced ? ["Spend is not known: none of \(unpriced) has a price."] : [])
            + (hasSpend && outcome.unpricedRequests > 0
                ? ["Spend is more than this: \(unpriced) without a price left out."] : [])
            + (hasTokens && outcome.unknownUsage > 0
                ? ["Tokens are more than this: \(unknown) without usage left out."] : [])
    }

    private var series: [String] {
        let count = Numbers.counted(UInt64(history.periods.count), "whole \(unit)")
        let known =
            "\(count) are known, \(history.clock.label(history.first)) to "
            + "\(history.clock.lastLabel(history.next - 1)), in \(history.clock.zoneName)"
        let empty = history.periods.filter { $0.requests == 0 }.count
        return [known]
            + (empty > 0
                ? [
                    "\(Numbers.counted(UInt64(empty), unit)) without calls "
                        + "\(empty == 1 ? "counts" : "count") as zero"
                ] : [])
    }

    /// Parts of periods would pull the forecast down.
    private var parts: [String] {
        let before = history.partBefore.map { part in
            "the \(unit) of \(history.clock.label(history.first - 1)) is left out, since the first "
                + "call comes well after it begins\(amount(part)); "
                + "--from \(start(history.first - 1)) says that it is whole"
        }
        let after = history.partAfter.map { part in
            "the \(unit) of \(history.clock.label(history.next)) is left out, since the last call "
                + "comes well before it ends\(amount(part)), and is forecast whole; "
                + "--to \(start(history.next + 1)) says that it is whole"
        }
        return [before, after].compactMap { $0 }
    }

    private func start(_ period: Int) -> String { history.clock.start(of: period).rfc3339 }

    private func amount(_ part: PeriodTotals) -> String {
        part.spend.map { " (\(MoneyText(currency: outcome.currency).brief($0)))" } ?? ""
    }

    private var season: [String] {
        guard let series = outcome.measures.first?.selection.series else { return [] }
        if let season = series.season {
            return ["a season of \(Numbers.counted(UInt64(season), unit)) is supposed"]
        }
        guard let usual = history.clock.length.season else {
            return ["no season is supposed: \(unit)s have none of their own; --season gives one"]
        }
        return [
            series.count < 2 * usual
                ? "no season is supposed: fewer than two of \(usual) \(unit)s are known"
                : "no season is supposed, as asked for"
        ]
    }

    private var methods: [String] {
        let chosen = outcome.measures.filter { !$0.selection.isForced }.isEmpty
        let rule =
            "the method with the least MASE is chosen; it was measured on the same past that it was "
            + "chosen by, so it may do a little worse"
        let fitted = outcome.measures.compactMap { measure -> String? in
            let parameters = measure.forecast.fit.parameters
            guard !parameters.isEmpty else { return nil }
            let numbers = parameters.map { "\($0.name) \(Numbers.fixed($0.value, decimals: 4))" }
            return "\(measure.measure.rawValue): \(measure.forecast.fit.method.name) with "
                + numbers.joined(separator: ", ")
        }
        return (chosen ? [] : [rule]) + fitted
    }

    private var intervals: [String] {
        let formula =
            "intervals are those of the method for normal errors, of sums by the exact variance of "
            + "sums; where past intervals held far too few or too many values, they are those that "
            + "would have held; nothing is drawn at random"
        let isCut = outcome.measures.contains { $0.forecast.isCut }
        return [formula]
            + (isCut ? ["lower bounds are cut at 0, below which nothing can be"] : [])
    }

    private var budget: [String] {
        guard let budget = outcome.budget else { return [] }
        let unit = budget.unit.rawValue
        let rule =
            "each \(unit) that reaches into the forecast is compared with the budget as a whole: "
            + "what was spent in it so far, exactly, and what is expected of the rest up to its "
            + "end, even beyond the horizon; expected above the budget is over it"
        let lacking = budget.stretches.filter(\.lacksBeginning).map {
            "what was spent in \($0.label) before \(history.clock.label(firstKnown)) is not known "
                + "and not counted"
        }
        return [rule] + lacking
    }

    private var firstKnown: Int { history.first - (history.partBefore == nil ? 0 : 1) }
}

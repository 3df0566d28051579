import Console
import Finance
import Forecasting
import Pricing
import Replay
import Reports

/// The forecasts of a history, measure by measure.
struct ForecastRun {
    private let subject: ForecastSubject
    private let options: ForecastOptions
    private let horizon: Int

    init(_ subject: ForecastSubject, _ options: ForecastOptions) throws {
        self.subject = subject
        self.options = options
        horizon = try options.steps()
        try checkCount()
        try checkEnd()
    }

    /// More periods than these take too long; of hours it is more than five years.
    private static let mostPeriods = 50_000
    /// What comes later has no name: times end soon after.
    private static let lastDay = "2261-12-31"

    private func checkCount() throws {
        let count = subject.history.periods.count
        let unit = options.every.rawValue
        guard count >= MethodSelection.leastCount else {
            let finer = options.every == .hour ? "" : ", or shorter periods by --every"
            throw CommandError(
                "\(Numbers.counted(UInt64(count), "whole \(unit)")) known; a forecast needs "
                    + "\(MethodSelection.leastCount) at least: give more of the past\(finer)")
        }
        guard count <= Self.mostPeriods else {
            let first = subject.history.clock.label(subject.history.first)
            throw CommandError(
                "\(Numbers.counted(UInt64(count), unit)) from \(first) on; a forecast takes at most "
                    + "\(Numbers.grouped(UInt64(Self.mostPeriods))): look at later ones by --from, or "
                    + "at longer ones by --every")
        }
    }

    private func checkEnd() throws {
        let history = subject.history
        guard let last = Timestamp(date: Self.lastDay),
            history.next + horizon <= history.clock.period(of: last)
        else {
            throw CommandError(
                "\(horizon) \(options.every.rawValue)s from \(history.clock.label(history.next)) on "
                    + "reach beyond \(Self.lastDay); give a shorter --horizon")
        }
    }

    func outcome() throws -> ForecastOutcome {
        let measures = try measures().map { try forecast($0) }
        return ForecastOutcome(
            subject: subject.name, history: subject.history, currency: subject.currency,
            horizon: horizon, measures: measures, budget: try budget(measures),
            unpricedRequests: subject.unpricedRequests, unknownUsage: subject.unknownUsage,
            assumptions: subject.assumptions)
    }

    /// The measures that were asked for, or all that the history tells.
    private func measures() throws -> [ForecastMeasure] {
        let told = ForecastMeasure.allCases.filter {
            subject.history.periods.first?.value(of: $0) != nil
        }
        let asked = options.measure + (options.budget != nil ? [.spend] : [])
        if let lacking = asked.first(where: { !told.contains($0) }) {
            throw CommandError("\(subject.name): there is no \(lacking.rawValue) to forecast")
        }
        return options.measure.isEmpty ? told : told.filter(options.measure.contains)
    }

    private func forecast(_ measure: ForecastMeasure) throws -> MeasureForecast {
        let values = subject.history.periods.compactMap { $0.value(of: measure) }
        let series = Series(values, season: try season(values.count))
        guard
            let selection = MethodSelection(of: series, horizon: horizon, forcing: options.method),
            let forecast = Forecast(selection, horizon: horizon)
        else { throw tooShort(series) }
        return MeasureForecast(measure: measure, selection: selection, forecast: forecast)
    }

    /// A pattern is only told from two of it on.
    private func season(_ count: Int) throws -> Int? {
        let season = try options.pattern()
        guard let season, count < 2 * season else { return season }
        if options.season == nil { return nil }
        throw CommandError(
            "--season \(season): two of them are \(2 * season) \(options.every.rawValue)s, and "
                + "\(count) are known")
    }

    private func tooShort(_ series: Series) -> CommandError {
        let method = options.method?.rawValue ?? "forecast"
        let unit = options.every.rawValue
        guard let least = options.method?.leastCount(season: series.season) else {
            return CommandError(
                "--method \(method): needs two seasons, and "
                    + "\(Numbers.counted(UInt64(series.count), unit)) without a season are known; "
                    + "give more of the past or --season")
        }
        return CommandError(
            "--method \(method): needs \(Numbers.counted(UInt64(least), unit)), and "
                + "\(series.count) are known")
    }

    // MARK: Budget

    private func budget(_ measures: [MeasureForecast]) throws -> BudgetCheck? {
        guard let limit = try options.limit(),
            let spend = measures.first(where: { $0.measure == .spend })
        else { return nil }
        if let currency = limit.currency, currency != subject.currency {
            throw CommandError(
                "--budget is in \(currency), and spend in \(subject.currency); give it in that")
        }
        let farthest = end(limit.unit)
        guard let forecast = Forecast(spend.selection, horizon: farthest) else { return nil }
        let steps = Dictionary(grouping: 1...farthest) { stretch(limit.unit, ahead: $0).number }
        return BudgetCheck(
            limit: limit.amount, unit: limit.unit,
            stretches: steps.sorted { $0.key < $1.key }.map { number, steps in
                stretch(number, steps, limit, forecast)
            })
    }

    /// The last step of the stretch that the horizon ends in: only as a whole can it be judged.
    private func end(_ unit: BudgetUnit) -> Int {
        let last = stretch(unit, ahead: horizon).number
        var step = horizon
        while stretch(unit, ahead: step + 1).number == last { step += 1 }
        return step
    }

    private func stretch(_ unit: BudgetUnit, ahead step: Int) -> (number: Int, label: String) {
        subject.history.clock.stretch(unit, of: subject.history.next + step - 1)
    }

    private func stretch(
        _ number: Int, _ steps: [Int], _ limit: ForecastOptions.Limit, _ forecast: Forecast
    ) -> BudgetForecast {
        let (history, clock) = (subject.history, subject.history.clock)
        let (first, last) = (steps[0], steps[steps.count - 1])
        let known = knownPeriods.filter {
            clock.stretch(limit.unit, of: $0.period).number == number
        }
        let spent = known.reduce(Money.zero) { $0 + ($1.totals.spend ?? .zero) }
        let earlier = (known.first?.period ?? history.next + first - 1) - 1
        return BudgetForecast(
            label: stretch(limit.unit, ahead: first).label, spent: spent,
            projection: BudgetProjection(
                limit.amount.approximate,
                for: BudgetProjection.Stretch(spent: spent.approximate, steps: first...last),
                by: forecast),
            lacksBeginning: clock.stretch(limit.unit, of: earlier).number == number)
    }

    /// What was spent is known of a period of which only the end is known, too.
    private var knownPeriods: [(period: Int, totals: PeriodTotals)] {
        let history = subject.history
        let before = history.partBefore.map { (period: history.first - 1, totals: $0) }
        return [before].compactMap { $0 }
            + history.periods.enumerated().map { (history.first + $0.offset, $0.element) }
    }
}

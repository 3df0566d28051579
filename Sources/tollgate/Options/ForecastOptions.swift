import ArgumentParser
import Documents
import Forecasting
import Pricing
import Replay
import Reports

/// What is forecast, how far ahead and how.
struct ForecastOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The periods: hour, day or week.", valueName: "period"))
    var every = PeriodLength.day

    @Option(
        help: ArgumentHelp(
            "How far ahead: 30 periods, or a time such as '4 weeks'.",
            discussion: "Without it a week of hours, 30 days or 12 weeks.", valueName: "time"))
    var horizon: String?

    @Option(
        help: ArgumentHelp(
            "What is forecast: spend, requests or tokens; all without it. Repeatable.",
            valueName: "measure"))
    var measure: [ForecastMeasure] = []

    @Option(
        help: ArgumentHelp(
            "After how many periods a pattern comes back, or 'none'.",
            discussion: "Without it 24 hours or 7 days; none for weeks.", valueName: "periods"))
    var season: String?

    @Option(
        help: ArgumentHelp(
            """
            The method, instead of the one that did best on the past: seasonal-naive, naive, mean, \
            drift, ses, holt-winters or damped-holt-winters.
            """, valueName: "method"))
    var method: ForecastMethod?

    @Option(
        help: ArgumentHelp(
            "Ends with exit code 1 where more is expected to be spent: 5000/month, '40 USD/day'.",
            discussion: """
                Each calendar month, week or day in the zone that reaches into the forecast is \
                compared. Spend that leaves out calls without a price fails, since it can't be \
                judged.
                """, valueName: "amount/month|week|day"))
    var budget: String?

    /// Farther ahead nothing can be told.
    private static let farthest = 2000
    /// More weeks than these have no number of hours.
    private static let mostCounted = Int.max / PeriodLength.week.hours

    func validate() throws {
        _ = try steps()
        _ = try pattern()
        if Set(measure).count < measure.count {
            throw ValidationError("--measure names a measure twice; name it once")
        }
        guard let limit = try limit() else { return }
        guard limit.unit.isMade(of: every) else {
            throw ValidationError(
                "--budget per \(limit.unit.rawValue): \(every.rawValue)s don't fit into it; use "
                    + "--every day")
        }
        guard measure.isEmpty || measure.contains(.spend) else {
            throw ValidationError("--budget is about spend; add --measure spend")
        }
    }

    /// How many periods ahead.
    func steps() throws -> Int {
        guard let horizon else {
            return switch every {
            case .hour: 168
            case .day: 30
            case .week: 12
            }
        }
        let words = horizon.split(separator: " ")
        guard let count = words.first.flatMap({ Int($0) }), 1...Self.mostCounted ~= count,
            let steps = words.count == 1 ? count : Self.steps(count, words.dropFirst(), of: every)
        else {
            throw ValidationError(
                "--horizon \(horizon): expected a number of \(every.rawValue)s such as 30, or a "
                    + "whole number of them such as '4 weeks'; at most \(Self.farthest)")
        }
        guard steps <= Self.farthest else {
            throw ValidationError(
                "--horizon \(horizon): \(steps) \(every.rawValue)s; expected at most "
                    + "\(Self.farthest)")
        }
        return steps
    }

    private static func steps(
        _ count: Int, _ unit: ArraySlice<Substring>, of length: PeriodLength
    ) -> Int? {
        let units = PeriodLength.allCases.first {
            unit == [$0.rawValue[...]] || unit == ["\($0.rawValue)s"]
        }
        guard let hours = units.map({ $0.hours * count }), hours.isMultiple(of: length.hours) else {
            return nil
        }
        return hours / length.hours
    }

    /// After how many periods a pattern comes back; nil where there is none.
    func pattern() throws -> Int? {
        guard let season else { return every.season }
        if season == "none" { return nil }
        guard let count = Int(season), 2...10_000 ~= count else {
            throw ValidationError(
                "--season \(season): expected a number of \(every.rawValue)s from 2 on, or none")
        }
        return count
    }

    /// What may be spent in a stretch of the calendar.
    struct Limit {
        let amount: Money
        let currency: Currency?
        let unit: BudgetUnit
    }

    func limit() throws -> Limit? {
        try budget.map { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let words = parts[0].split(separator: " ").map(String.init)
            guard parts.count == 2, let unit = BudgetUnit(rawValue: String(parts[1])),
                1...2 ~= words.count, words.count == 1 || Currency(words[1]) != nil,
                let amount = DecimalNumber(words[0]).flatMap({ Money(exactly: $0) }),
                amount >= .zero
            else {
                throw ValidationError(
                    "--budget \(text): expected an amount and a time such as 5000/month or "
                        + "'40 USD/day'")
            }
            return Limit(
                amount: amount, currency: words.count == 2 ? Currency(words[1]) : nil, unit: unit)
        }
    }
}

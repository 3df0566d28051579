import Finance
public import Forecasting
public import Pricing
public import Replay

/// What is forecast.
public enum ForecastMeasure: String, Hashable, Sendable, CaseIterable {
    case spend
    case requests
    case tokens
}

extension PeriodTotals {
    /// A value for a forecast, where what was billed turns into an estimate; nil where the period
    /// does not tell it.
    public func value(of measure: ForecastMeasure) -> Double? {
        switch measure {
        case .spend: spend.map(\.approximate)
        case .requests: requests.map { Double($0) }
        case .tokens: tokens.map { Double($0) }
        }
    }
}

/// The forecast of one measure.
public struct MeasureForecast: Sendable {
    /// What is forecast.
    public let measure: ForecastMeasure
    /// The method, and how all of them did on the past.
    public let selection: MethodSelection
    /// What is expected.
    public let forecast: Forecast

    /// The forecast of one measure.
    public init(measure: ForecastMeasure, selection: MethodSelection, forecast: Forecast) {
        (self.measure, self.selection, self.forecast) = (measure, selection, forecast)
    }
}

/// What becomes of a budget in a month, week or day that reaches into the periods ahead.
public struct BudgetForecast: Sendable {
    /// The month, week or day: `2026-01`.
    public let label: String
    /// What was spent in it before the periods ahead, exactly.
    public let spent: Money
    /// What is to come, up to its end.
    public let projection: BudgetProjection
    /// Whether the first periods of it lie before everything that is known.
    public let lacksBeginning: Bool

    /// What becomes of a budget.
    public init(
        label: String, spent: Money, projection: BudgetProjection, lacksBeginning: Bool
    ) {
        (self.label, self.spent, self.projection) = (label, spent, projection)
        self.lacksBeginning = lacksBeginning
    }
}

/// A budget, and what becomes of it in each of its stretches ahead.
public struct BudgetCheck: Sendable {
    /// What may be spent.
    public let limit: Money
    /// In what time.
    public let unit: BudgetUnit
    /// One a stretch, the earliest first.
    public let stretches: [BudgetForecast]

    /// A budget, and what becomes of it.
    public init(limit: Money, unit: BudgetUnit, stretches: [BudgetForecast]) {
        (self.limit, self.unit, self.stretches) = (limit, unit, stretches)
    }
}

/// Forecasts with what a report of them has to say.
public struct ForecastOutcome: Sendable {
    /// Whose spend it is: `as requested`.
    public let subject: String
    /// The periods that are known.
    public let history: PeriodHistory
    /// The currency of every amount.
    public let currency: Currency
    /// How many periods ahead.
    public let horizon: Int
    /// One a measure.
    public let measures: [MeasureForecast]
    /// What becomes of the budget; nil without one.
    public let budget: BudgetCheck?
    /// Calls that spend leaves out, for want of a price.
    public let unpricedRequests: UInt64
    /// Calls that neither failed nor tell their tokens.
    public let unknownUsage: UInt64
    /// What it rests on, in sentences.
    public let assumptions: [String]

    /// Forecasts.
    public init(
        subject: String, history: PeriodHistory, currency: Currency, horizon: Int,
        measures: [MeasureForecast], budget: BudgetCheck?, unpricedRequests: UInt64,
        unknownUsage: UInt64, assumptions: [String]
    ) {
        (self.subject, self.history, self.currency) = (subject, history, currency)
        (self.horizon, self.measures, self.budget) = (horizon, measures, budget)
        (self.unpricedRequests, self.unknownUsage) = (unpricedRequests, unknownUsage)
        self.assumptions = assumptions
    }

    /// The label of a period ahead, from 1.
    func label(_ step: Int) -> String { history.clock.label(history.next + step - 1) }

    /// The periods ahead, as words: `the next 30 days, 2026-01-05 to 2026-02-03`.
    var ahead: String {
        let unit = history.clock.length.rawValue
        let count = horizon == 1 ? unit : Numbers.counted(UInt64(horizon), unit)
        let end = history.clock.lastLabel(history.next + horizon - 1)
        return "the next \(count), \(label(1))" + (end == label(1) ? "" : " to \(end)")
    }
}

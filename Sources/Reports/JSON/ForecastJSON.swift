import Forecasting
import Pricing
import Replay
import Statistics

/// A forecast by the schema `tollgate.forecast/1`.
public struct ForecastJSON: Sendable {
    private let outcome: ForecastOutcome

    /// The forecast as JSON.
    public init(_ outcome: ForecastOutcome) { self.outcome = outcome }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        let history = outcome.history
        return try JSONValue.object([
            "schema": .string("tollgate.forecast/1"),
            "currency": .string(outcome.currency.code),
            "subject": .string(outcome.subject),
            "every": .string(history.clock.length.rawValue),
            "timezone": .string(history.clock.zoneName),
            "known": .object([
                "first": .string(history.clock.label(history.first)),
                "last": .string(history.clock.label(history.next - 1)),
                "periods": .count(UInt64(history.periods.count)),
                "part_before_left_out": .boolean(history.partBefore != nil),
                "part_after_left_out": .boolean(history.partAfter != nil),
            ]),
            "horizon": .count(UInt64(outcome.horizon)),
            "measures": .array(outcome.measures.map { .object(members($0)) }),
            "budget": outcome.budget.map { .object(members($0)) } ?? .null,
            "unpriced_requests": .count(outcome.unpricedRequests),
            "unknown_usage": .count(outcome.unknownUsage),
            "assumptions": .array(
                ForecastBasis(outcome).sentences.map { .string($0) }),
        ]).text()
    }

    private func members(_ measure: MeasureForecast) -> [String: JSONValue] {
        let (selection, forecast) = (measure.selection, measure.forecast)
        let decimals = measure.measure.decimals
        let total = forecast.sum(1...outcome.horizon, .ninetyFive)
        return [
            "measure": .string(measure.measure.rawValue),
            "season": selection.series.season.map { .count(UInt64($0)) } ?? .null,
            "method": .string(forecast.fit.method.rawValue),
            "is_forced": .boolean(selection.isForced),
            "parameters": .object(
                forecast.fit.parameters.reduce(into: [:]) {
                    $0[$1.name] = .estimate($1.value, decimals: 6)
                }),
            "total": .object(members(total, decimals)),
            "total_interval": .string(name(forecast.bounds(.ninetyFive, ofSums: true))),
            "trial": .object([
                "origins": .count(UInt64(selection.trial.origins.count)),
                "horizon": .count(UInt64(selection.trial.horizon)),
            ]),
            "methods": .array(selection.measured.map { .object(members($0, decimals)) }),
            "not_tried": .array(selection.leftOut.map { .string($0.rawValue) }),
            "ahead": .array(
                (1...outcome.horizon).map { .object(period(forecast, $0, decimals)) }),
        ]
    }

    private func name(_ bounds: Forecast.Bounds) -> String {
        switch bounds {
        case .normal: "formula"
        case .measured: "held_on_the_past"
        }
    }

    private func members(_ measured: MeasuredMethod, _ decimals: Int) -> [String: JSONValue] {
        [
            "method": .string(measured.method.rawValue),
            "mase": .estimate(measured.scaledError, decimals: 6),
            "mean_absolute_error": .estimate(measured.meanAbsoluteError, decimals: decimals),
            "coverage_80": .estimate(
                measured.intervals.coverage(.eighty) * 100, decimals: 2),
            "coverage_95": .estimate(
                measured.intervals.coverage(.ninetyFive) * 100, decimals: 2),
            "coverage_95_of_sums": .estimate(
                measured.sums.coverage(.ninetyFive) * 100, decimals: 2),
        ]
    }

    private func members(_ estimate: Estimate, _ decimals: Int) -> [String: JSONValue] {
        [
            "expected": .estimate(estimate.value, decimals: decimals),
            "lower_95": .estimate(estimate.interval?.lower, decimals: decimals),
            "upper_95": .estimate(estimate.interval?.upper, decimals: decimals),
        ]
    }

    private func period(
        _ forecast: Forecast, _ step: Int, _ decimals: Int
    ) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "period": .string(outcome.label(step)),
            "expected": .estimate(
                forecast.period(step, .ninetyFive, .normal).value, decimals: decimals),
        ]
        for (prefix, bounds) in [("", Forecast.Bounds.normal), ("held_", .measured)] {
            for confidence in Confidence.allCases {
                let interval = forecast.period(step, confidence, bounds).interval
                let percent = confidence.percent
                members["\(prefix)lower_\(percent)"] = .estimate(
                    interval?.lower, decimals: decimals)
                members["\(prefix)upper_\(percent)"] = .estimate(
                    interval?.upper, decimals: decimals)
            }
        }
        return members
    }

    private func members(_ budget: BudgetCheck) -> [String: JSONValue] {
        [
            "limit": .money(budget.limit),
            "per": .string(budget.unit.rawValue),
            "failed": .boolean(BudgetSentences(outcome).hasFailed),
            "can_be_judged": .boolean(outcome.unpricedRequests == 0),
            "stretches": .array(
                budget.stretches.map { stretch in
                    .object([
                        "stretch": .string(stretch.label),
                        "spent": .money(stretch.spent),
                        "expected": .estimate(stretch.projection.value, decimals: 6),
                        "lower_95": .estimate(stretch.projection.lower, decimals: 6),
                        "upper_95": .estimate(stretch.projection.upper, decimals: 6),
                        "is_over": isOver(stretch.projection),
                        "lacks_beginning": .boolean(stretch.lacksBeginning),
                        "used_up": members(stretch.projection.exhaustion),
                    ])
                }),
        ]
    }

    /// Null where it can't be judged.
    private func isOver(_ projection: BudgetProjection) -> JSONValue {
        switch BudgetSentences(outcome).verdict(projection) {
        case .over: .boolean(true)
        case .within: .boolean(false)
        case .unknown: .null
        }
    }

    private func members(_ exhaustion: BudgetProjection.Exhaustion) -> JSONValue {
        switch exhaustion {
        case .already: .string("already")
        case .not: .null
        case .within(let earliest, let expected, let latest):
            .object([
                "earliest": .string(outcome.label(earliest)),
                "expected": JSONValue(expected.map { outcome.label($0) }),
                "latest": JSONValue(latest.map { outcome.label($0) }),
            ])
        }
    }
}

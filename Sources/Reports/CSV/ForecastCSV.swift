import Forecasting
import Pricing
import Statistics

/// A forecast as CSV, one row a measure and period ahead.
public struct ForecastCSV: Sendable {
    private let outcome: ForecastOutcome

    /// The forecast as CSV.
    public init(_ outcome: ForecastOutcome) { self.outcome = outcome }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: [
            "measure", "period", "expected", "lower_80", "upper_80", "lower_95", "upper_95",
            "held_lower_80", "held_upper_80", "held_lower_95", "held_upper_95", "method",
            "currency",
        ])
        for measure in outcome.measures {
            for step in 1...outcome.horizon { writer.append(row(measure, step)) }
        }
        return writer.text(delimiter)
    }

    private func row(_ measure: MeasureForecast, _ step: Int) -> [CSVWriter.Field] {
        let forecast = measure.forecast
        let decimals = measure.measure.decimals
        let bounds = [Forecast.Bounds.normal, .measured].flatMap { bounds in
            Confidence.allCases.flatMap { confidence -> [CSVWriter.Field] in
                let interval = forecast.period(step, confidence, bounds).interval
                return [interval?.lower, interval?.upper].map { bound in
                    .estimate(bound, decimals: decimals)
                }
            }
        }
        let expected = forecast.period(step, .ninetyFive, .normal).value
        return [
            .text(measure.measure.rawValue), .text(outcome.label(step)),
            .estimate(expected, decimals: decimals),
        ] + bounds + [
            .text(forecast.fit.method.rawValue),
            measure.measure == .spend ? .text(outcome.currency.code) : .empty,
        ]
    }
}

extension ForecastMeasure {
    /// How many decimals programs get.
    var decimals: Int { self == .spend ? 6 : 2 }
}

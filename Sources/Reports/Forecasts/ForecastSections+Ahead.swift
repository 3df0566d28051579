import Forecasting
import Pricing
import Replay
import Statistics

/// The periods ahead.
extension ForecastSections {
    var periods: Table {
        typealias Field = TableField<Int>
        var fields: [Field] = [
            .text(Phrase(outcome.history.clock.length.rawValue)) { Phrase(outcome.label($0)) },
            .estimate("expected", text.currency, decimals: text.decimals) {
                forecast.period($0, .ninetyFive, .normal).value
            },
        ]
        for confidence in Confidence.allCases {
            fields += bounds(confidence, .normal, "\(confidence.percent) %")
            if case .measured = forecast.bounds(confidence) {
                fields += bounds(confidence, .measured, "\(confidence.percent) % held")
            }
        }
        return Table(of: Array(1...outcome.horizon), fields)
    }

    private func bounds(
        _ confidence: Confidence, _ bounds: Forecast.Bounds, _ title: String
    ) -> [TableField<Int>] {
        [
            .estimate("\(title) from", text.currency, decimals: text.decimals) {
                forecast.period($0, confidence, bounds).interval?.lower
            },
            .estimate("\(title) to", text.currency, decimals: text.decimals) {
                forecast.period($0, confidence, bounds).interval?.upper
            },
        ]
    }

    var chart: Chart {
        let steps = Array(1...outcome.horizon)
        let history = outcome.history
        let ranges = [Confidence.ninetyFive, .eighty].compactMap { confidence -> Chart.Range? in
            let intervals = steps.compactMap {
                forecast.period($0, confidence, forecast.bounds(confidence)).interval
            }
            guard intervals.count == steps.count else { return nil }
            return Chart.Range(
                name: "\(confidence.percent) %", lower: intervals.map(\.lower),
                upper: intervals.map(\.upper))
        }
        let labels = (history.first..<(history.next + outcome.horizon)).map {
            brief(history.clock.label($0))
        }
        return Chart(
            title: "\(title) by \(history.clock.length.rawValue)",
            summary: Phrase(
                "What was, and what is expected of \(outcome.ahead) with its intervals; the table "
                    + "gives the numbers."),
            values: Chart.Axis(Phrase(text.currency?.code ?? name), .estimate(text.currency)),
            plot: .fan(
                labels: labels, history: selection.series.values,
                expected: steps.map { forecast.period($0, .ninetyFive, .normal).value },
                ranges: ranges))
    }

    /// A label that fits below a chart: an hour as `01-05 08:00`.
    private func brief(_ label: String) -> String {
        guard outcome.history.clock.length == .hour else { return label }
        let (day, hour) = (label.dropFirst(5).prefix(5), label.dropFirst(11).prefix(5))
        return "\(day) \(hour)"
    }
}

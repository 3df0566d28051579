import Forecasting
import Pricing
import Statistics

/// How the numbers of a measure are printed: amounts or counts, with as many decimals as count.
struct MeasureText {
    let currency: Currency?
    let decimals: Int

    init(_ outcome: ForecastOutcome, _ measure: MeasureForecast) {
        currency = measure.measure == .spend ? outcome.currency : nil
        let size = measure.selection.series.values.reduce(0) { max($0, $1) }
        let fine = measure.measure == .spend ? 2 : 0
        let finer = [(10.0, fine), (1, 2), (0.01, 4), (0.0001, 6)].first { size >= $0.0 }
        decimals = size == 0 ? fine : finer?.1 ?? 8
    }

    func number(_ value: Double) -> String {
        EstimateText(currency: currency, decimals: decimals).text(value)
    }

    /// A value with its interval: `≈ $12.00 (95 %: ≈ $10.00 to ≈ $14.00)`.
    func estimate(_ estimate: Estimate) -> String {
        guard let interval = estimate.interval else { return number(estimate.value) }
        let percent = Numbers.fixed(interval.confidence * 100, decimals: 0)
        return "\(number(estimate.value)) (\(percent) %: \(number(interval.lower)) to "
            + "\(number(interval.upper)))"
    }
}

extension Double {
    /// A share as people read it: `93.2 %`.
    var percentText: String { Numbers.fixed(self * 100, decimals: 1) + " %" }
}

import Foundation
import Pricing

/// Writes the values of a chart's scale.
struct AxisText {
    let unit: Chart.Unit

    /// A tick's label, with no more digits than the steps between ticks need.
    func tick(_ value: Double, step: Double) -> String {
        switch unit {
        case .number, .estimate(nil): short(value, step)
        case .percent: short(value, step) + " %"
        case .money(let currency), .estimate(.some(let currency)):
            signed(short(value, step), currency)
        }
    }

    /// A value on its own.
    func value(_ value: Double) -> String {
        let decimals = abs(value) >= 0.1 || value == 0 ? 2 : 4
        return switch unit {
        case .number: Numbers.fixed(value, decimals: value == value.rounded() ? 0 : 2)
        case .percent: Numbers.fixed(value, decimals: 2) + " %"
        case .money(let currency): signed(Numbers.fixed(value, decimals: decimals), currency)
        case .estimate(let currency):
            EstimateText(currency: currency, decimals: decimals).text(value)
        }
    }

    /// A change, which carries its sign.
    func change(_ value: Double) -> String { (value > 0 ? "+" : "") + self.value(value) }

    private func signed(_ digits: String, _ currency: Currency) -> String {
        digits.hasPrefix("-")
            ? "-" + currency.symbol + digits.dropFirst() : currency.symbol + digits
    }

    private func short(_ value: Double, _ step: Double) -> String {
        for (size, letter) in [(1e9, "B"), (1e6, "M"), (1e4, "k")] where abs(value) >= size {
            let scale = size == 1e4 ? 1e3 : size
            return Numbers.fixed(value / scale, decimals: Self.decimals(step / scale)) + letter
        }
        return Numbers.fixed(value, decimals: Self.decimals(step))
    }

    /// How many decimals tell multiples of a step apart.
    private static func decimals(_ step: Double) -> Int {
        guard step > 0, step.isFinite else { return 0 }
        let places = max(0, Int(-floor(log10(step) + 1e-9)))
        let unit = pow(10, Double(-places))
        let isWhole = abs((step / unit).rounded() - step / unit) < 1e-6
        return min(12, isWhole ? places : places + 1)
    }
}

extension Chart.Unit {
    /// The unit of what was measured where the scale is one of projections.
    var measured: Chart.Unit {
        guard case .estimate(let currency) = self else { return self }
        return currency.map { .money($0) } ?? .number
    }

    var isEstimated: Bool { if case .estimate = self { true } else { false } }
}

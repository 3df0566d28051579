import Finance
import Pricing

/// The numbers of a project as people read them: exact ones plain, projected ones after "≈".
struct ProjectText {
    let currency: Currency

    /// An amount with all its digits.
    func exact(_ amount: Money) -> String {
        let digits = Numbers.grouped(decimal: amount.description)
        guard digits.hasPrefix("-") else { return currency.symbol + digits }
        return "-" + currency.symbol + digits.dropFirst()
    }

    /// A projected amount.
    func projected(_ amount: Double) -> String {
        EstimateText(currency: currency, decimals: 2).text(amount)
    }

    /// A projected share, given in percent.
    func percent(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "beyond counting" }
        return EstimateText(currency: nil, decimals: 2).text(value) + " %"
    }

    /// A time until something has paid back.
    func months(_ payback: Payback?, within term: Int) -> String {
        guard let payback else {
            return "never within \(Numbers.counted(UInt64(term), "month"))"
        }
        guard let steps = payback.stepsLaidOut else { return "none: nothing is laid out" }
        let months = EstimateText(currency: nil, decimals: 1).text(steps) + " months"
        return payback.isLasting ? months : months + ", but the sum falls below 0 again"
    }

    /// A value of a scenario with its unit.
    func value(_ value: ScenarioValue, of input: ScenarioInput) -> String {
        switch value.content {
        case .amount(let amount): exact(amount) + Self.suffix(input.kind)
        case .hours(let parts): Self.decimal(Int128(parts), decimals: 4) + " hours"
        case .months(let months): Numbers.counted(UInt64(months), "month")
        case .percent(let millionths): Self.decimal(Int128(millionths), decimals: 6) + " %"
        }
    }

    /// A value that was tried in place of a scenario's.
    func tried(_ value: Double, of input: ScenarioInput) -> String {
        switch input.kind {
        case .amount, .amountPerMonth, .amountPerHour:
            let digits = Numbers.fixed(value, decimals: 2)
            return digits.hasPrefix("-")
                ? "-" + currency.symbol + digits.dropFirst() : currency.symbol + digits
        case .hours: return Numbers.fixed(value, decimals: 1) + " hours"
        case .months: return Numbers.fixed(value, decimals: 0) + " months"
        case .percent: return Numbers.fixed(value, decimals: 2) + " %"
        }
    }

    private static func suffix(_ kind: ScenarioInput.Kind) -> String {
        switch kind {
        case .amountPerMonth: "/month"
        case .amountPerHour: "/hour"
        case .amount, .hours, .months, .percent: ""
        }
    }

    /// A fixed-point number without zeros at its end.
    static func decimal(_ units: Int128, decimals: Int) -> String {
        let money = Money(
            attos: units * (decimals..<Money.scale).reduce(1) { power, _ in power * 10 })
        var digits = Numbers.grouped(decimal: money.description)
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return digits
    }
}

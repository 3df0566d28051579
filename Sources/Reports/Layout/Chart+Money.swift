import Finance
import Pricing

extension Chart.Axis {
    /// A scale of amounts.
    static func amounts(_ currency: Currency) -> Chart.Axis {
        Chart.Axis(Phrase(currency.code), .money(currency))
    }
}

extension Chart.Plot {
    /// An amount and what it is.
    typealias Step = (name: Phrase, amount: Money)

    /// Steps that lead from one amount to another.
    ///
    /// The printed amounts of the steps add up to the difference of the printed ends, for which the
    /// largest step takes what rounding leaves.
    ///
    /// - Precondition: The exact ones add up to it.
    static func waterfall(
        from start: Step, by steps: [Step], to end: Step, _ money: MoneyText
    ) -> Chart.Plot {
        let decimals =
            [start.amount, end.amount, end.amount - start.amount]
            .map(MoneyText.briefDecimals).max() ?? 2
        let ends = [start, end].map { rounded([$0.amount], decimals)[0] }
        var parts = rounded(steps.map(\.amount), decimals)
        let largest = parts.indices.max { parts[$0].magnitude < parts[$1].magnitude }
        if let largest { parts[largest] += ends[1] - ends[0] - parts.reduce(.zero, +) }
        func bar(_ step: Step, _ shown: Money, sign: String, _ tone: Chart.Bar.Tone) -> Chart.Bar {
            Chart.Bar(
                name: step.name, value: step.amount.approximate,
                text: sign + money.text(shown, decimals: decimals), tone: tone)
        }
        let changes = zip(steps, parts).map { step, part in
            bar(step, part, sign: part > .zero ? "+" : "", .usual)
        }
        return .waterfall(
            [bar(start, ends[0], sign: "", .reference)] + changes
                + [bar(end, ends[1], sign: "", .accent)])
    }

    private static func rounded(_ amounts: [Money], _ decimals: Int) -> [Money] {
        Money.apportioned(amounts, total: amounts.reduce(.zero, +), decimals: decimals)
    }
}

extension Money {
    /// The amount without its sign.
    var magnitude: Money { self < .zero ? -self : self }
}

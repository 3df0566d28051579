import Forecasting
import Pricing
import Replay
import Statistics

/// What a report says of one measure.
struct ForecastSections {
    typealias Section = ReportDocument.Section

    let outcome: ForecastOutcome
    let measure: MeasureForecast
    let text: MeasureText

    init(_ outcome: ForecastOutcome, _ measure: MeasureForecast) {
        self.outcome = outcome
        self.measure = measure
        text = MeasureText(outcome, measure)
    }

    var selection: MethodSelection { measure.selection }
    var forecast: Forecast { measure.forecast }
    var name: String { measure.measure.rawValue }
    var title: String { name.prefix(1).uppercased() + name.dropFirst() }

    // MARK: The answer

    var answer: Phrase {
        let total = forecast.sum(1...outcome.horizon, .ninetyFive)
        let ahead = outcome.ahead.prefix(1).uppercased() + outcome.ahead.dropFirst()
        let verb = measure.measure == .spend ? "cost" : "bring"
        let unit = measure.measure == .spend ? "" : " \(name)"
        return Phrase(
            "\(ahead), \(verb)\(outcome.horizon == 1 ? "s" : "") \(text.number(total.value))"
                + "\(unit)\(interval(total)), by \(forecast.fit.method.name): \(comparison).")
    }

    /// The sum of the periods ahead, for the head of a page.
    var highlight: ReportDocument.Highlight {
        let total = forecast.sum(1...outcome.horizon, .ninetyFive)
        let interval = total.interval.map {
            Phrase("95 %: \(text.number($0.lower)) to \(text.number($0.upper))")
        }
        return ReportDocument.Highlight(
            label: Phrase("\(title) ahead"), value: text.number(total.value),
            note: interval ?? "")
    }

    private func interval(_ estimate: Estimate) -> String {
        guard let interval = estimate.interval else { return "" }
        let source =
            switch forecast.bounds(.ninetyFive, ofSums: true) {
            case .normal: ""
            case .measured: ", as wide as would have held on the past"
            }
        return " (95 %: \(text.number(interval.lower)) to \(text.number(interval.upper))\(source))"
    }

    /// How the method did against the one that has to be beaten.
    private var comparison: String {
        let benchmark = ForecastMethod.benchmark(season: selection.series.season)
        guard let chosen = selection.chosenMeasured, let base = selection.benchmark else {
            return "there are too few periods to try it on the past"
        }
        if chosen.method == benchmark {
            guard selection.isForced, let best = selection.measured.first,
                best.method != benchmark
            else { return "on the past no other method did better" }
            return "on the past \(best.method.name) was better by \(gap(best, chosen))"
        }
        if better(chosen, base) {
            return "on the past \(benchmark.name) was worse by \(gap(base, chosen))"
        }
        return "on the past \(benchmark.name) was better by \(gap(base, chosen))"
    }

    private func better(_ left: MeasuredMethod, _ right: MeasuredMethod) -> Bool {
        guard let first = left.scaledError, let second = right.scaledError else {
            return left.meanAbsoluteError < right.meanAbsoluteError
        }
        return first < second
    }

    /// By how many per cent of the second error the first one differs.
    private func gap(_ first: MeasuredMethod, _ second: MeasuredMethod) -> String {
        if let one = first.scaledError, let other = second.scaledError, other > 0 {
            let share = (abs(one - other) / other).percentText
            return "\(share) (MASE \(Self.digits(one)) against \(Self.digits(other)))"
        }
        return "\(text.number(abs(first.meanAbsoluteError - second.meanAbsoluteError))) a period"
    }

    private static func digits(_ value: Double) -> String { Numbers.fixed(value, decimals: 3) }

    // MARK: Sections

    var sections: [Section] {
        [
            Section(
                title: "\(title): how methods did on the past",
                blocks: [.table(methods), .paragraph(trial), .paragraph(coverage)]),
            Section(
                title: "\(title) ahead, by \(forecast.fit.method.name)",
                blocks: [.table(periods)]),
        ]
    }

    private var methods: Table {
        Table(
            of: selection.measured,
            [
                .text("method") { Phrase($0.method.name) },
                TableField("MASE", .count) { measured in
                    measured.scaledError.map { .text(Phrase(Self.digits($0))) } ?? .none
                },
                TableField("mean error", .count) { measured in
                    .text(Phrase(number(measured.meanAbsoluteError)))
                },
                share("80 % held") { $0.intervals.coverage(.eighty) },
                share("95 % held") { $0.intervals.coverage(.ninetyFive) },
                share("95 % of sums held") { $0.sums.coverage(.ninetyFive) },
                .text("") { $0.method == selection.chosen ? chosenMark : "" },
            ])
    }

    private var chosenMark: Phrase { selection.isForced ? "as asked for" : "chosen" }

    /// What was measured carries no sign of an estimate.
    private func number(_ value: Double) -> String {
        String(text.number(value).dropFirst(2))
    }

    private func share(
        _ title: Phrase, _ share: @escaping (MeasuredMethod) -> Double
    ) -> TableField<MeasuredMethod> {
        TableField(title, .count) { .text(Phrase(share($0).percentText)) }
    }

    private var trial: Phrase {
        let trial = selection.trial
        let unit = outcome.history.clock.length.rawValue
        let few =
            trial.origins.count < RollingOrigin.fewOrigins
            ? " With so few the choice is little better than a guess." : ""
        let farther =
            trial.horizon < outcome.horizon
            ? "; how methods do farther ahead was not measured" : ""
        let season = selection.series.season.map { "\($0) \(unit)s" } ?? "a \(unit)"
        let names = selection.leftOut.map(\.name).joined(separator: ", ")
        let leftOut =
            names.isEmpty ? "" : " Too little is known at the first of them for \(names)."
        return Phrase(
            "\(Numbers.counted(UInt64(trial.origins.count), "forecast")) from points in the past, "
                + "each \(Numbers.counted(UInt64(trial.horizon), unit)) ahead and knowing only what "
                + "was before\(farther).\(few) MASE is the mean error as a multiple of the usual "
                + "change over \(season).\(leftOut)")
    }

    /// How far intervals can be trusted.
    private var coverage: Phrase {
        guard let measured = selection.chosenMeasured else {
            return "The intervals are the formula's; they could not be tried on the past."
        }
        let shares = Confidence.allCases.map { confidence in
            "\(measured.intervals.coverage(confidence).percentText) of the values where "
                + "\(confidence.percent) % should be"
        }.joined(separator: " and ")
        let sums = measured.sums.coverage(.ninetyFive).percentText
        return Phrase(
            "Its intervals held \(shares), over \(Numbers.counted(UInt64(measured.values), "value"))"
                + "\(correction(measured.intervals, Confidence.allCases, "columns \"held\" give"))"
                + ". Of sums up to each period, its 95 % intervals held \(sums)"
                + "\(correction(measured.sums, [.ninetyFive], "totals here have")).")
    }

    /// What follows from intervals that held too few or too many values.
    private func correction(
        _ intervals: MeasuredIntervals, _ levels: [Confidence], _ place: String
    ) -> String {
        let off = levels.filter { intervals.isOff($0) }
        if off.isEmpty { return "" }
        if off.contains(where: { intervals.factor($0) == nil }) {
            return ", which is far off, but too few values to correct it"
        }
        return ", which is far off: \(place) the intervals that would have held enough"
    }
}

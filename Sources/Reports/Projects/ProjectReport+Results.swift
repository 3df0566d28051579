public import Finance
import Pricing
import Statistics

/// What comes of a project: exact and projected results apart.
extension ProjectReport {
    var exactResults: ReportDocument.Section {
        let costs: [(title: Phrase, amount: Money)] = [
            ("one-off cost: hours × hourly rate + migration", project.oneOff),
            ("running cost a month: licence + operations", project.running),
        ]
        let rows = savings + costs
        let table = Table(
            of: rows,
            [
                .text("exact") { $0.title },
                .cost("amount", project.currency) { $0.amount },
            ])
        return ReportDocument.Section(title: "Exact results", blocks: [.table(table)])
    }

    private var savings: [(title: Phrase, amount: Money)] {
        guard let measured = project.saving.measured else {
            return [
                ("saving a month", project.saving.saved),
                ("saving a year, twelve such months", outcome.annualSaving),
                ("saving a month less running cost", project.netSaving),
            ]
        }
        return [
            ("paid now, over the \(measured.days) days of the logs", measured.before),
            ("paid then, over the same days", measured.after),
            ("saved over these days", measured.before - measured.after),
        ]
    }

    var projectedResults: ReportDocument.Section {
        let fields: [TableField<ProjectedFigure>] = [
            .text("projected") { Phrase($0.title) },
            TableField("value", .count) { .text(Phrase($0.text)) },
            .text("how") { Phrase($0.method) },
        ]
        return ReportDocument.Section(
            title: "Projected results",
            blocks: [
                .table(Table(of: ProjectedFigure.all(of: outcome), fields)),
                .list(outcome.warnings.map { Phrase($0) }),
            ])
    }

    var years: ReportDocument.Section {
        let currency = project.currency
        let fields: [TableField<ProjectYear>] = [
            .text("year") { $0.year == 0 ? "start" : Phrase("\($0.year)") },
            .count("months") { UInt64($0.months) },
            .estimate("saved", currency, \.saving), .estimate("cost", currency, \.cost),
            .estimate("left", currency, \.net), .estimate("left, discounted", currency, \.worth),
            .estimate("sum, discounted", currency, \.cumulativeWorth),
        ]
        return ReportDocument.Section(
            title: "Year by year",
            blocks: [.table(Table(of: outcome.years, fields)), .chart(cumulativeChart)])
    }

    private var cumulativeChart: Chart {
        func curve(_ name: Phrase, _ flow: CashFlow) -> Chart.Curve {
            Chart.Curve(
                name: name, points: flow.cumulative.enumerated().map { (Double($0), $1) })
        }
        let discounted = outcome.flow.discounted(at: project.numbers.discount.monthly)
        return Chart(
            title: "What the project has come to",
            summary: """
                The sum of all amounts by month, as they fall due and discounted to today; where a \
                line crosses 0 the project has paid back.
                """,
            values: Chart.Axis(
                Phrase(project.currency.code), .estimate(project.currency)),
            plot: .lines(
                x: Chart.Axis("month"),
                series: [
                    curve("as they fall due", outcome.flow), curve("discounted", discounted),
                ]))
    }

    var volumes: ReportDocument.Section {
        let currency = project.currency
        let fields: [TableField<VolumeSaving>] = [
            .count("tokens a month", \.volume), .cost("now", currency, \.before),
            .cost("then", currency, \.after), .cost("saved", currency, \.saved),
            .percent("saved %") { Percentage($0.saved, of: $0.before) },
            .cost("saved a year", currency) { Money(attos: $0.saved.attos * 12) },
        ]
        return ReportDocument.Section(
            title: "Other volumes at the same prices",
            blocks: [.table(Table(of: project.volumes, fields))])
    }
}

/// A projected result with how it is shown and how it was found.
struct ProjectedFigure {
    let title: String
    let text: String
    let method: String

    static func all(of outcome: ProjectOutcome) -> [ProjectedFigure] {
        let project = outcome.project
        let text = ProjectText(currency: project.currency)
        let term = project.numbers.months
        let roi = outcome.returnOnInvestment
        let worth = outcome.presentValue
        return savings(of: project, outcome, text) + [
            ProjectedFigure(
                title: "return on investment (ROI)",
                text: roi.map { text.percent($0.value) } ?? "none: nothing is laid out",
                method: roi?.method ?? "a return is one on a one-off cost"),
            ProjectedFigure(
                title: "payback", text: text.months(outcome.payback, within: term),
                method: "when the sum of all amounts reaches 0"),
            ProjectedFigure(
                title: "discounted payback",
                text: text.months(outcome.discountedPayback, within: term),
                method: "when the sum of the discounted amounts reaches 0"),
            ProjectedFigure(
                title: "net present value (NPV)", text: text.projected(worth.value),
                method: worth.method),
        ] + rates(of: outcome, text)
    }

    /// What is saved a month, where it is scaled from logs; else it is exact.
    private static func savings(
        of project: Project, _ outcome: ProjectOutcome, _ text: ProjectText
    ) -> [ProjectedFigure] {
        guard project.saving.isScaled else { return [] }
        let rows = [
            ("saving a month", project.saving.saved, "scaled from the logs to 30 days"),
            ("saving a year", outcome.annualSaving, "twelve such months"),
            ("saving a month less running cost", project.netSaving, "the first month's"),
        ]
        return rows.map { title, amount, method in
            ProjectedFigure(
                title: title, text: text.projected(amount.approximate), method: method)
        }
    }

    private static func rates(
        of outcome: ProjectOutcome, _ text: ProjectText
    ) -> [ProjectedFigure] {
        let convention = outcome.project.scenario.convention
        func figure(_ title: String, _ rate: Double, _ method: String) -> ProjectedFigure {
            let annual = text.percent(100 * convention.annual(ofMonthly: rate))
            return ProjectedFigure(
                title: title, text: "\(text.percent(100 * rate)) a month",
                method: "\(method); \(annual) a year, \(convention.rawValue)")
        }
        let title = "internal rate of return (IRR)"
        let internals = outcome.internalRates.rates.map {
            figure(title, $0, "the rate at which NPV is 0")
        }
        let none = ProjectedFigure(title: title, text: "none", method: "NPV is 0 at no rate")
        let modified = outcome.modifiedRate.map {
            [figure("modified rate of return (MIRR)", $0.value, $0.method)]
        }
        return (internals.isEmpty ? [none] : internals) + (modified ?? [])
    }
}

extension ProjectOutcome {
    /// What a reader has to know before relying on a result, in sentences.
    public var warnings: [String] {
        let rates = internalRates.rates
        var warnings: [String] = []
        if rates.count > 1 {
            warnings.append(
                "the amounts change sign more than once and NPV is 0 at \(rates.count) rates: none "
                    + "of them is the return; go by NPV and the modified rate")
        }
        if rates.isEmpty {
            warnings.append(
                flow.amounts[0] < 0
                    ? "there is no internal rate of return: the savings never make up for the costs"
                    : "there is no internal rate of return: nothing is laid out that could earn one"
            )
        }
        if project.saving.saved < .zero {
            warnings.append("the change costs more than it saves, before any other cost")
        } else if project.netSaving < .zero {
            warnings.append("running it costs more than the first month's saving")
        }
        return warnings
    }
}

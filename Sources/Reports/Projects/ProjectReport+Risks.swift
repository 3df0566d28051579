import Finance
import Pricing

/// What a project's worth hangs on.
extension ProjectReport {
    var sensitivity: ReportDocument.Section {
        let currency = project.currency
        let fields: [TableField<Tornado.Bar>] = [
            .text("input") { Phrase($0.input.title) },
            TableField("low", .count) { bar in .text(tried(bar.low, bar)) },
            TableField("high", .count) { bar in .text(tried(bar.high, bar)) },
            .estimate("NPV at low", currency, \.worthAtLow),
            .estimate("NPV at high", currency, \.worthAtHigh),
            .estimate("swing", currency, \.swing),
        ]
        let bars = outcome.tornado.bars
        let chart = Chart(
            title: "What the worth hangs on",
            summary: "How far the net present value moves where one input does, the rest fixed.",
            values: Chart.Axis(
                Phrase("swing of NPV in \(currency.code)"), .estimate(currency)),
            plot: .bars(bars.map { Chart.Bar(name: Phrase($0.input.title), value: $0.swing) }))
        return ReportDocument.Section(
            title: "Sensitivity: one input at a time",
            blocks: bars.isEmpty ? [] : [.table(Table(of: bars, fields)), .chart(chart)])
    }

    private func tried(_ value: Double, _ bar: Tornado.Bar) -> Phrase {
        Phrase(text.tried(value, of: bar.input))
    }

    var simulation: ReportDocument.Section {
        let simulation = outcome.simulation
        let rows: [(title: Phrase, worth: Double)] = [
            ("5 % quantile", simulation.quantile(0.05)),
            ("25 % quantile", simulation.quantile(0.25)),
            ("median", simulation.quantile(0.5)),
            ("75 % quantile", simulation.quantile(0.75)),
            ("95 % quantile", simulation.quantile(0.95)),
            ("mean", simulation.mean), ("standard deviation", simulation.deviation),
        ]
        let table = Table(
            of: rows,
            [.text("NPV") { $0.title }, .estimate("value", project.currency) { $0.worth }])
        return ReportDocument.Section(
            title: "Simulation: all uncertain inputs together",
            blocks: simulation.uncertainties.isEmpty
                ? [.paragraph("Nothing is uncertain, so there is nothing to draw.")]
                : [.paragraph(lead(simulation)), .table(table), .list(notes(simulation))])
    }

    private func lead(_ simulation: Simulation) -> Phrase {
        let low = text.projected(simulation.quantile(0.05))
        let high = text.projected(simulation.quantile(0.95))
        let gain = Numbers.grouped(UInt64(simulation.gains))
        let draws = Numbers.counted(UInt64(simulation.draws), "draw")
        return Phrase(
            "In \(draws) (seed \(simulation.seed)) the NPV lies between \(low) and \(high) in 90 of "
                + "100, and above 0 in \(gain) of the draws.")
    }

    private func notes(_ simulation: Simulation) -> [Phrase] {
        let drawn = simulation.uncertainties.map { uncertainty in
            Phrase("\(uncertainty.input.title): \(describe(uncertainty))")
        }
        let moved: [Phrase] =
            simulation.movedValues > 0
            ? [
                """
                \(Numbers.counted(UInt64(simulation.movedValues), "drawn value")) made no sense \
                and counted as the nearest one that does
                """
            ] : []
        return drawn + moved
    }

    private func describe(_ uncertainty: Simulation.Uncertainty) -> String {
        func number(_ value: Double) -> String { text.tried(value, of: uncertainty.input) }
        return switch uncertainty.distribution {
        case .normal(let mean, let sd): "normal, mean \(number(mean)), sd \(number(sd))"
        case .lognormal(let mean, let sd): "lognormal, mean \(number(mean)), sd \(number(sd))"
        case .uniform(let low, let high): "uniform, \(number(low)) to \(number(high))"
        case .triangular(let low, let mode, let high):
            "triangular, \(number(low)) to \(number(high)), most likely \(number(mode))"
        }
    }

    var assumptions: ReportDocument.Section {
        ReportDocument.Section(
            title: "Assumptions", blocks: [.list(outcome.assumptions.map { Phrase($0) })])
    }

    var provenance: ReportDocument.Section {
        let scenario = project.scenario
        let file = scenario.sha256.map { sum in
            ["scenario \(name: scenario.name), SHA-256 \(sum)" as Phrase]
        }
        let table = project.prices.map { prices in
            ["price table \(name: prices.name), SHA-256 \(prices.sha256)" as Phrase]
                + (prices.note.map { ["\(name: prices.name): \($0)"] } ?? [])
        }
        let note = scenario.note.map { [Phrase($0)] } ?? []
        return ReportDocument.Section(
            title: "Rests on",
            blocks: [
                .list(
                    note + (file ?? []) + (table ?? []) + measuredOn.map { Phrase(markup: $0) })
            ])
    }
}

extension ProjectOutcome {
    /// What the projection takes for granted, in sentences.
    var assumptions: [String] {
        let convention = project.scenario.convention
        let other: DiscountRate.Convention = convention == .effective ? .nominal : .effective
        return [
            "the one-off cost falls due now; savings and running costs at the end of each month",
            "a month's discount rate follows from the year's by \(convention.formula) "
                + "(\(convention.rawValue); \(other.rawValue) would be \(other.formula))",
            "the saving of month k is the first month's × (1 + growth)^(k - 1); running costs and "
                + "prices stay as they are",
            "costs that are not given count as none; taxes and write-offs are left out",
            "payback takes a month's amount as spread evenly over it",
            "the sensitivity varies inputs by 20 % of their value where no range is given, and "
                + "months to whole ones",
            outcomeOfSimulation,
        ]
    }

    private var outcomeOfSimulation: String {
        let shape =
            simulation.isAssumed
            ? "no distribution is given, so each input but the term lies in a triangle over its "
                + "range of the sensitivity"
            : "inputs lie as the scenario says, the others are fixed"
        return "simulation: \(shape); draws of inputs are independent; quantiles by nearest rank"
    }
}

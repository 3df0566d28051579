public import Finance
import Pricing
import Statistics

/// A project's result as CSV, one section at a time.
///
/// Columns named `exact` hold what is given or counted at exact prices, those named `projected` the
/// rest; a row has one of the two.
public struct ProjectCSV: Sendable {
    /// What the rows are.
    public enum Section: String, CaseIterable, Sendable {
        /// The main figures.
        case results
        /// One a month, the layout as month 0.
        case months
        /// One a year, the layout as year 0.
        case years
        /// One a volume of the scenario.
        case volumes
        /// One a threshold, then the volumes at which serving the tokens oneself pays.
        case breakEven = "break-even"
        /// One a kind of unit.
        case units
        /// One an input.
        case sensitivity
        /// Quantiles.
        case simulation
    }

    private let outcome: ProjectOutcome
    private let section: Section

    /// A section as CSV.
    public init(_ outcome: ProjectOutcome, section: Section = .results) {
        (self.outcome, self.section) = (outcome, section)
    }

    private var project: Project { outcome.project }
    private var currency: CSVWriter.Field { .text(project.currency.code) }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String { rows.text(delimiter) }

    private var rows: CSVWriter {
        switch section {
        case .results: results
        case .months: months
        case .years: years
        case .volumes: volumes
        case .breakEven: breakEven
        case .units: units
        case .sensitivity: sensitivity
        case .simulation: simulation
        }
    }

    private var results: CSVWriter {
        var writer = CSVWriter(header: ["figure", "exact", "projected", "unit"])
        for (figure, amount) in savings {
            let projected: CSVWriter.Field = .projected(amount.approximate)
            writer.append(
                project.saving.isScaled
                    ? [.text(figure), .empty, projected, currency]
                    : [.text(figure), .optional(amount), .empty, currency])
        }
        for (figure, amount) in [("one_off", project.oneOff), ("running_month", project.running)] {
            writer.append([.text(figure), .optional(amount), .empty, currency])
        }
        for (figure, value, unit) in projected {
            writer.append([.text(figure), .empty, .projected(value), .text(unit)])
        }
        return writer
    }

    /// Exact, unless they are scaled from logs.
    private var savings: [(figure: String, amount: Money)] {
        [
            ("saving_month", project.saving.saved), ("saving_year", outcome.annualSaving),
            ("net_saving_month", project.netSaving),
        ]
    }

    private var projected: [(figure: String, value: Double?, unit: String)] {
        let code = project.currency.code
        let worth = outcome.presentValue
        let rates = outcome.internalRates.rates.map {
            ("internal_rate", Optional(100 * $0), "percent a month")
        }
        return [
            ("return_on_investment", outcome.returnOnInvestment?.value, "percent"),
            ("payback", outcome.payback?.stepsLaidOut, "months"),
            ("discounted_payback", outcome.discountedPayback?.stepsLaidOut, "months"),
            ("net_present_value", worth.value, code),
            ("net_present_value_low", worth.interval?.lower, code),
            ("net_present_value_high", worth.interval?.upper, code),
        ] + (rates.isEmpty ? [("internal_rate", nil, "percent a month")] : rates) + [
            ("modified_rate", outcome.modifiedRate.map { 100 * $0.value }, "percent a month"),
            ("probability_of_gain", 100 * outcome.simulation.probabilityOfGain, "percent"),
        ]
    }

    private var months: CSVWriter {
        var writer = CSVWriter(header: [
            "month", "projected_net", "projected_discounted", "projected_sum",
            "projected_discounted_sum", "currency",
        ])
        let discounted = outcome.flow.discounted(at: project.numbers.discount.monthly)
        let sums = (outcome.flow.cumulative, discounted.cumulative)
        for month in outcome.flow.amounts.indices {
            writer.append([
                .count(UInt64(month)), .projected(outcome.flow.amounts[month]),
                .projected(discounted.amounts[month]), .projected(sums.0[month]),
                .projected(sums.1[month]), currency,
            ])
        }
        return writer
    }

    private var years: CSVWriter {
        var writer = CSVWriter(header: [
            "year", "months", "projected_saving", "projected_cost", "projected_net",
            "projected_discounted", "projected_discounted_sum", "currency",
        ])
        for year in outcome.years {
            writer.append(
                [.count(UInt64(year.year)), .count(UInt64(year.months))]
                    + [year.saving, year.cost, year.net, year.worth, year.cumulativeWorth].map {
                        .projected($0)
                    } + [currency])
        }
        return writer
    }

    private var volumes: CSVWriter {
        var writer = CSVWriter(header: [
            "tokens_month", "exact_before", "exact_after", "exact_saved", "saved_percent",
            "exact_saved_year", "currency",
        ])
        for volume in project.volumes {
            let share = Percentage(volume.saved, of: volume.before)
            writer.append([
                .count(volume.volume), .optional(volume.before), .optional(volume.after),
                .optional(volume.saved), share.map { .number($0.description) } ?? .empty,
                .optional(Money(attos: volume.saved.attos * 12)), currency,
            ])
        }
        return writer
    }
}

extension ProjectCSV {
    private var breakEven: CSVWriter {
        var writer = CSVWriter(header: [
            "threshold", "exact_saving_month", "projected_saving_month", "exact_tokens_from",
            "exact_tokens_to", "projected_tokens", "currency",
        ])
        let point = outcome.breakEven
        let isScaled = project.saving.isScaled
        let tokens: CSVWriter.Field = point.runningTokens.map { .count($0) } ?? .empty
        writer.append([
            .text("running"), .optional(point.running), .empty,
            isScaled ? .empty : tokens, .empty, isScaled ? tokens : .empty, currency,
        ])
        for (name, saving) in [
            ("paid_back", point.paidBack), ("net_present_value_0", point.worthNothing),
        ] {
            writer.append([
                .text(name), .empty, .projected(saving), .empty, .empty,
                .projected(point.tokens(saving: saving)), currency,
            ])
        }
        for range in project.selfHosting?.ranges ?? [] {
            writer.append([
                .text("self_hosting"), .empty, .empty, .count(range.lower),
                range.upper.map { .count($0) } ?? .empty, .empty, currency,
            ])
        }
        return writer
    }

    private var units: CSVWriter {
        var writer = CSVWriter(header: ["unit", "exact_before", "exact_after", "currency"])
        for row in outcome.unitCosts.map({ UnitCostRow.all($0.before, $0.after) }) ?? [] {
            writer.append([
                .text(row.key), .optional(row.before), .optional(row.after), currency,
            ])
        }
        return writer
    }

    private var sensitivity: CSVWriter {
        var writer = CSVWriter(header: [
            "input", "low", "high", "projected_at_low", "projected_at_high", "projected_swing",
            "currency",
        ])
        for bar in outcome.tornado.bars {
            writer.append(
                [.text(bar.input.rawValue)]
                    + [bar.low, bar.high, bar.worthAtLow, bar.worthAtHigh, bar.swing].map {
                        .projected($0)
                    } + [currency])
        }
        return writer
    }

    private var simulation: CSVWriter {
        var writer = CSVWriter(header: [
            "quantile_percent", "projected", "seed", "draws", "currency",
        ])
        let simulation = outcome.simulation
        for percent in [1, 5, 10, 25, 50, 75, 90, 95, 99] {
            writer.append([
                .count(UInt64(percent)), .projected(simulation.quantile(Double(percent) / 100)),
                .count(simulation.seed), .count(UInt64(simulation.draws)), currency,
            ])
        }
        return writer
    }
}

extension CSVWriter.Field {
    /// A projected number to six decimals; empty where there is none.
    fileprivate static func projected(_ value: Double?) -> CSVWriter.Field {
        .estimate(value, decimals: 6)
    }
}

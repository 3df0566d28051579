public import Finance
import Pricing
import Statistics

/// A project's result by the schema `tollgate.roi/1`.
///
/// What stands under `exact` is given or counted at exact prices, what stands under `projected` is
/// not; its numbers are decimal strings too, to six decimals.
public struct ProjectJSON: Sendable {
    private let outcome: ProjectOutcome
    private let measuredOn: [String]

    /// The result as JSON.
    ///
    /// - Parameters:
    ///   - outcome: What comes of the project.
    ///   - measuredOn: Sentences on the logs that were measured, and what that rests on.
    public init(_ outcome: ProjectOutcome, measuredOn: [String] = []) {
        (self.outcome, self.measuredOn) = (outcome, measuredOn)
    }

    private var project: Project { outcome.project }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        let scenario = project.scenario
        return try JSONValue.object([
            "schema": .string("tollgate.roi/1"),
            "currency": .string(project.currency.code),
            "scenario": .object([
                "name": .string(scenario.name), "note": JSONValue(scenario.note),
                "sha256": JSONValue(scenario.sha256),
            ]),
            "prices": project.prices.map {
                .object(["name": .string($0.name), "sha256": .string($0.sha256)])
            } ?? .null,
            "inputs": .array(inputs),
            "exact": .object(exact),
            "projected": .object(projected),
            "warnings": .array(outcome.warnings.map { .string($0) }),
            "assumptions": .array(outcome.assumptions.map { .string($0) }),
            "measured_on": .array(measuredOn.map { .string($0) }),
        ]).text()
    }

    private var inputs: [JSONValue] {
        let text = ProjectText(currency: project.currency)
        let others = ScenarioInput.allCases.filter { $0 != .saving }.map { input in
            let value: ScenarioValue? =
                switch input {
                case .term: project.term
                case .discountRate: project.discountRate
                default: project.scenario.values[input]
                }
            return JSONValue.object([
                "input": .string(input.rawValue),
                "value": JSONValue(value.map { text.value($0, of: input) }),
                "from": .string(value?.origin.description ?? Origin.standard.description),
            ])
        }
        let convention = JSONValue.object([
            "input": .string("discounting"),
            "value": .string(project.scenario.convention.rawValue),
            "from": .string(project.scenario.conventionOrigin.description),
        ])
        return [
            .object([
                "input": .string("saving"),
                "value": .string(
                    (project.saving.isScaled
                        ? text.projected(project.saving.saved.approximate)
                        : text.exact(project.saving.saved)) + "/month"),
                "from": .string(project.saving.origin.description),
            ])
        ] + others + [convention]
    }

    private var exact: [String: JSONValue] {
        let saving = project.saving
        func unscaled(_ amount: Money?) -> JSONValue { saving.isScaled ? .null : .optional(amount) }
        let tokens = saving.isScaled ? nil : saving.volume
        let point = saving.isScaled ? nil : outcome.breakEven.runningTokens
        return [
            "before_month": unscaled(saving.before), "after_month": unscaled(saving.after),
            "saving_month": unscaled(saving.saved), "saving_year": unscaled(outcome.annualSaving),
            "net_saving_month": unscaled(project.netSaving),
            "saving_method": .string(saving.method.filter { $0 != "`" }),
            "tokens_month": tokens.map { .count($0) } ?? .null,
            "one_off": .money(project.oneOff), "running_month": .money(project.running),
            "break_even_running_tokens_month": point.map { .count($0) } ?? .null,
            "measured": saving.measured.map { .object($0.members) } ?? .null,
            "volumes": .array(project.volumes.map { .object($0.members) }),
            "units": units, "margin": saving.isScaled ? .null : margin,
            "self_hosting": project.selfHosting.map { .object($0.members) } ?? .null,
        ]
    }

    private var units: JSONValue {
        guard let costs = outcome.unitCosts else { return .null }
        return .array(
            UnitCostRow.all(costs.before, costs.after).map {
                .object([
                    "per": .string($0.key), "before": .money($0.before), "after": .money($0.after),
                ])
            })
    }

    private var margin: JSONValue {
        guard let margins = outcome.margins else { return .null }
        func percent(_ profit: Money) -> JSONValue {
            JSONValue(Percentage(profit, of: margins.revenue)?.description)
        }
        return .object([
            "revenue_month": .money(margins.revenue), "before_month": .money(margins.before),
            "before_percent": percent(margins.before), "after_month": .money(margins.after),
            "after_percent": percent(margins.after),
        ])
    }

    private var projected: [String: JSONValue] {
        let worth = outcome.presentValue
        return [
            "saving_month": .projected(project.saving.saved.approximate),
            "saving_year": .projected(outcome.annualSaving.approximate),
            "net_saving_month": .projected(project.netSaving.approximate),
            "margin": project.saving.isScaled ? margin : .null,
            "return_on_investment_percent": .projected(outcome.returnOnInvestment?.value),
            "payback_months": .projected(outcome.payback?.stepsLaidOut),
            "payback_lasts": outcome.payback.map { .boolean($0.isLasting) } ?? .null,
            "discounted_payback_months": .projected(outcome.discountedPayback?.stepsLaidOut),
            "net_present_value": .projected(worth.value),
            "internal_rates": .array(outcome.internalRates.rates.map(rate)),
            "modified_rate": outcome.modifiedRate.map { rate($0.value) } ?? .null,
            "discount_rate": rate(project.numbers.discount.monthly),
            "break_even_paid_back_saving_month": .projected(outcome.breakEven.paidBack),
            "break_even_saving_month": .projected(outcome.breakEven.worthNothing),
            "break_even_tokens_month": .projected(
                outcome.breakEven.tokens(saving: outcome.breakEven.worthNothing)),
            "months": .array(outcome.flow.amounts.map { .projected($0) }),
            "years": .array(outcome.years.map { .object($0.members) }),
            "sensitivity": .array(outcome.tornado.bars.map { .object($0.members) }),
            "simulation": .object(outcome.simulation.members),
        ]
    }

    private func rate(_ monthly: Double) -> JSONValue {
        let annual = project.scenario.convention.annual(ofMonthly: monthly)
        return .object([
            "monthly_percent": .projected(100 * monthly),
            "annual_percent": .projected(100 * annual),
        ])
    }
}

extension JSONValue {
    fileprivate static func projected(_ value: Double?) -> JSONValue {
        .estimate(value, decimals: 6)
    }

    fileprivate static func optional(_ amount: Money?) -> JSONValue {
        amount.map { .money($0) } ?? .null
    }
}

extension MeasuredTraffic {
    fileprivate var members: [String: JSONValue] {
        [
            "days": .string(days), "before": .money(before), "after": .money(after),
            "saved": .money(before - after),
            "requests": traffic.requests.map { .count($0) } ?? .null,
            "users": traffic.users.map { .count($0) } ?? .null,
            "tokens": traffic.tokens.map { .count($0) } ?? .null,
        ]
    }
}

extension VolumeSaving {
    fileprivate var members: [String: JSONValue] {
        [
            "tokens_month": .count(volume), "before_month": .money(before),
            "after_month": .money(after), "saving_month": .money(saved),
            "saving_year": .money(Money(attos: saved.attos * 12)),
            "saving_percent": JSONValue(Percentage(saved, of: before)?.description),
        ]
    }
}

extension BreakEven {
    fileprivate var members: [String: JSONValue] {
        [
            "pays": .array(
                ranges.map {
                    .object([
                        "from_tokens": .count($0.lower),
                        "to_tokens": $0.upper.map { .count($0) } ?? .null,
                    ])
                }),
            "looked_up_to_tokens": lookedUpTo.map { .count($0) } ?? .null,
        ]
    }
}

extension ProjectYear {
    fileprivate var members: [String: JSONValue] {
        [
            "year": .count(UInt64(year)), "months": .count(UInt64(months)),
            "saving": .projected(saving), "cost": .projected(cost), "net": .projected(net),
            "discounted": .projected(worth), "discounted_sum": .projected(cumulativeWorth),
        ]
    }
}

extension Tornado.Bar {
    fileprivate var members: [String: JSONValue] {
        [
            "input": .string(input.rawValue), "low": .projected(low), "high": .projected(high),
            "at_low": .projected(worthAtLow), "at_high": .projected(worthAtHigh),
            "swing": .projected(swing),
        ]
    }
}

extension Simulation {
    fileprivate var members: [String: JSONValue] {
        [
            "seed": .string("\(seed)"), "draws": .count(UInt64(draws)),
            "is_assumed": .boolean(isAssumed), "moved_values": .count(UInt64(movedValues)),
            "inputs": .array(
                uncertainties.map {
                    .object([
                        "input": .string($0.input.rawValue),
                        "distribution": .string($0.distribution.name),
                    ])
                }),
            "p05": .projected(quantile(0.05)), "p25": .projected(quantile(0.25)),
            "p50": .projected(quantile(0.5)), "p75": .projected(quantile(0.75)),
            "p95": .projected(quantile(0.95)), "mean": .projected(mean),
            "deviation": .projected(deviation),
            "probability_of_gain_percent": .projected(100 * probabilityOfGain),
        ]
    }
}

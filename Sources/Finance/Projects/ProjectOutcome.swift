public import Pricing
public import Statistics

/// What comes of a project.
public struct ProjectOutcome: Sendable {
    /// The project.
    public let project: Project
    /// Its amounts month by month, the layout first.
    public let flow: CashFlow
    /// Return on investment in percent over the term; nil where nothing is laid out.
    public let returnOnInvestment: Estimate?
    /// When the layout has come back; nil where it never does within the term.
    public let payback: Payback?
    /// The same with each month's amount as it is worth today.
    public let discountedPayback: Payback?
    /// What it is worth today, with the range of the simulation.
    public let presentValue: Estimate
    /// The rates of a month at which it is worth nothing.
    public let internalRates: InternalRates
    /// The rate of a month that what comes in earns on what goes out, where both bear the discount
    /// rate; nil where nothing goes out or comes in.
    public let modifiedRate: Estimate?
    /// What has to be saved at least.
    public let breakEven: ProjectBreakEven
    /// What each input does alone.
    public let tornado: Tornado
    /// What all uncertain ones do together.
    public let simulation: Simulation

    /// The likelihood with which the worth lies within its range.
    public static let confidence = 0.9

    /// Calculates a project.
    public init(of project: Project) {
        let numbers = project.numbers
        let (flow, rate) = (numbers.flow, numbers.discount.monthly)
        self.project = project
        self.flow = flow
        returnOnInvestment = flow.returnOnInvestment.map {
            Estimate(100 * $0, method: "(savings - running costs - one-off cost) / one-off cost")
        }
        payback = Payback(of: flow)
        discountedPayback = Payback(of: flow.discounted(at: rate))
        internalRates = InternalRates(of: flow)
        modifiedRate = flow.modifiedRate(financing: rate, reinvestment: rate).map {
            Estimate($0, method: "financing and reinvestment at the discount rate")
        }
        breakEven = ProjectBreakEven(project)
        tornado = Tornado(numbers, ranges: project.scenario.ranges.mapValues(\.content))
        simulation = Simulation(project)
        let tail = (1 - Self.confidence) / 2
        presentValue = Estimate(
            flow.presentValue(at: rate), method: "the monthly amounts discounted to today",
            interval: Estimate.Interval(
                lower: simulation.quantile(tail), upper: simulation.quantile(1 - tail),
                confidence: Self.confidence))
    }

    /// What is saved in twelve months at today's volume: exact, without growth.
    public var annualSaving: Money { Money(attos: project.saving.saved.attos * 12) }
}

extension ProjectOutcome {
    /// What one of each thing costs now and then, over the logs or else a month; nil where only the
    /// saving is known.
    public var unitCosts: (before: UnitCosts, after: UnitCosts)? {
        let saving = project.saving
        if let measured = saving.measured {
            return (
                UnitCosts(total: measured.before, of: measured.traffic),
                UnitCosts(total: measured.after, of: measured.traffic)
            )
        }
        guard let before = saving.before, let after = saving.after else { return nil }
        var traffic = project.scenario.traffic
        if traffic.tokens == nil { traffic.tokens = saving.volume }
        return (UnitCosts(total: before, of: traffic), UnitCosts(total: after, of: traffic))
    }

    /// What customers' payments leave of a month now and then; nil where one of both is unknown.
    public var margins: (revenue: Money, before: Money, after: Money)? {
        guard let revenue = project.revenue, let before = project.saving.before,
            let after = project.saving.after
        else { return nil }
        return (revenue, revenue - before, revenue - after - project.running)
    }
}

/// A year of a project; all of it is projected.
public struct ProjectYear: Hashable, Sendable {
    /// Counted from 1; 0 is the layout.
    public let year: Int
    /// Its months, fewer than 12 in a last one that is not whole; 0 for the layout.
    public let months: Int
    /// What is saved in it.
    public let saving: Double
    /// What is laid out at first or running costs.
    public let cost: Double
    /// What is left as it is worth today.
    public let worth: Double
    /// What all has come to by its end, as it is worth today.
    public let cumulativeWorth: Double

    /// What is left.
    public var net: Double { saving - cost }
}

extension ProjectOutcome {
    /// The layout, then year by year.
    public var years: [ProjectYear] {
        let numbers = project.numbers
        let worths = flow.discounted(at: numbers.discount.monthly)
        let sums = worths.cumulative
        let layout = ProjectYear(
            year: 0, months: 0, saving: 0, cost: numbers.oneOff, worth: worths.amounts[0],
            cumulativeWorth: sums[0])
        return [layout]
            + stride(from: 1, through: numbers.months, by: 12).map { first in
                let months = first...min(first + 11, numbers.months)
                return ProjectYear(
                    year: (first + 11) / 12, months: months.count,
                    saving: months.reduce(0) { $0 + numbers.saving(inMonth: $1) },
                    cost: numbers.running * Double(months.count),
                    worth: worths.amounts[months].reduce(0, +),
                    cumulativeWorth: sums[months.upperBound])
            }
    }
}

public import Pricing
public import Replay

/// What a sweep found, for people.
public struct SweepReport: PrintedReport, Sendable {
    let sweep: SweepOutcome

    /// A report.
    public init(_ sweep: SweepOutcome) { self.sweep = sweep }

    /// What the report says.
    public var document: ReportDocument {
        let names = sweep.axes.map { Phrase.name($0.name) }
        return ReportDocument(
            title: "\(name: sweep.policy) swept over \(Phrase.list(names, separator: " and "))",
            lead: lead,
            sections: SweepChart(sweep: sweep).sections + [
                ReportDocument.Section(title: "Points", blocks: [.table(table)]),
                ReportDocument.Section(
                    title: "Assumptions",
                    blocks: [.list(sweep.assumptions.map { Phrase(markup: $0) })]),
            ])
    }

    private var lead: [Phrase] {
        let priced = sweep.points.filter { $0.answer.column.unpricedRequests == 0 }
        guard let least = priced.min(by: { $0.answer.column.total < $1.answer.column.total }) else {
            return ["At every point there are requests without a price."]
        }
        let money = MoneyText(currency: sweep.currency)
        let place = Phrase.list(
            zip(sweep.axes, least.values).map { axis, value in
                "\(name: axis.label(value))"
            })
        let cost = money.brief(least.answer.column.total)
        let saving = least.answer.saving
        let word = saving.saved < .zero ? "more" : "less"
        let share = Percentage(saving.saved, of: saving.base).map {
            ", \($0.magnitude.text) \(word) than as requested (\(money.brief(saving.base)))"
        }
        return ["The cheapest point is \(place): \(cost)\(share ?? "")."]
    }

    private var table: Table {
        typealias Field = TableField<SweepPoint>
        let axes = sweep.axes.indices.map { index in
            Field.count("\(name: sweep.axes[index].name)") { UInt64($0.values[index]) }
        }
        let premium = sweep.premium.map { model in
            [
                Field.percent("at \(name: model)") {
                    Percentage($0.answer.requests(at: model), of: sweep.requests)
                }
            ]
        }
        let hasUnpriced = sweep.points.contains { $0.answer.column.unpricedRequests > 0 }
        let unpriced = [Field.count("unpriced") { $0.answer.column.unpricedRequests }]
        return Table(
            of: sweep.points,
            axes + [
                Field.cost("cost", sweep.currency) { $0.answer.column.total },
                Field.cost("saved", sweep.currency) { $0.answer.saving.saved },
                Field.percent("saved %") {
                    Percentage($0.answer.saving.saved, of: $0.answer.saving.base)
                },
                Field.percent("kept as requested") {
                    Percentage($0.answer.keptRequests, of: sweep.requests)
                },
            ] + (premium ?? []) + (hasUnpriced ? unpriced : []))
    }
}

/// A sweep with what a report of it has to say.
public struct SweepOutcome: Sendable {
    /// The policy's name.
    public let policy: String
    /// What is varied.
    public let axes: [SweepAxis]
    /// One a combination of values.
    public let points: [SweepPoint]
    /// The model whose share of the requests is shown.
    public let premium: String?
    /// All requests.
    public let requests: UInt64
    /// The currency of every amount.
    public let currency: Currency
    /// What it rests on, in sentences.
    public let assumptions: [String]

    /// A sweep.
    public init(
        policy: String, axes: [SweepAxis], points: [SweepPoint], premium: String?,
        requests: UInt64, currency: Currency, assumptions: [String]
    ) {
        self.policy = policy
        self.axes = axes
        self.points = points
        self.premium = premium
        self.requests = requests
        self.currency = currency
        self.assumptions = assumptions
    }
}

public import Audit
public import Pricing

/// Two price tables compared, for people.
public struct PriceDifferenceReport: PrintedReport, Sendable {
    private let prices: PriceDifference
    private let traffic: ComparedTraffic?

    /// A report.
    ///
    /// - Parameters:
    ///   - prices: What changed.
    ///   - traffic: What it means for calls that were priced by both; nil without a log.
    public init(_ prices: PriceDifference, traffic: Difference? = nil) {
        (self.prices, self.traffic) = (prices, traffic.map { ComparedTraffic($0) })
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Prices from \(name: prices.names.before) to \(name: prices.names.after)",
            lead: [lead], sections: [suspicions, rates, models, costs, assumptions])
    }

    private var lead: Phrase {
        let models = Numbers.counted(UInt64(prices.changedModels.count), "model")
        return """
            \(Numbers.counted(UInt64(prices.changed.count), "rate")) of \(models) changed, \
            \(Numbers.counted(UInt64(prices.added.count), "model")) added, \
            \(Numbers.grouped(UInt64(prices.removed.count))) removed.
            """
    }

    /// Differences that look like another unit.
    private var suspicions: ReportDocument.Section {
        let lines = prices.changed.compactMap { change -> Phrase? in
            guard let factor = change.suspectedFactor else { return nil }
            return """
                \(name: change.model), \(change.rate): a factor of about \
                \(Numbers.grouped(UInt64(factor))); is one of them per 1K tokens or per token?
                """
        }
        return ReportDocument.Section(title: "Look at these", blocks: [.list(lines)])
    }

    private var rates: ReportDocument.Section {
        typealias Field = TableField<PriceDifference.RateChange>
        let scope: [Field] =
            prices.changed.allSatisfy(\.scope.isEmpty) ? [] : [.name("for") { $0.scope }]
        let table = Table(
            of: prices.changed,
            [.name("model") { $0.model }] + scope + [
                .name("rate") { $0.rate },
                rate("before") { $0.before }, rate("after") { $0.after },
                .change("change") { $0.percent },
            ])
        return ReportDocument.Section(
            title: "Rates per 1M tokens that changed", blocks: [.table(table)])
    }

    private func rate(
        _ title: Phrase, _ rate: @escaping (PriceDifference.RateChange) -> Rate?
    ) -> TableField<PriceDifference.RateChange> {
        TableField(title, .money(prices.currency)) { change in
            rate(change).map { .money($0.amount(of: 1_000_000)) } ?? .none
        }
    }

    private var models: ReportDocument.Section {
        let lists = [("added", prices.added), ("removed", prices.removed)]
        let rows = lists.flatMap { kind, models in models.map { (kind: kind, model: $0) } }
        return ReportDocument.Section(
            title: "Models of one table only",
            blocks: [.table(Table(of: rows, [.name("") { $0.kind }, .name("model") { $0.model }]))])
    }

    /// What each model's calls cost before and after; those without a difference add nothing.
    private var costs: ReportDocument.Section {
        guard let traffic else { return ReportDocument.Section(title: "", blocks: []) }
        let rows = traffic.models.filter { $0.increase != .zero }
        let (before, after) = rows.reduce((Money.zero, Money.zero)) { sums, model in
            (sums.0 + model.before.cost, sums.1 + model.after.cost)
        }
        let table = Table(
            of: rows,
            [
                .name("model", total: "total") { $0.name },
                .count("requests") { $0.before.requests },
                .cost("cost before", traffic.currency, total: before) { $0.before.cost },
                .cost("cost after", traffic.currency, total: after) { $0.after.cost },
                .cost("difference", traffic.currency, total: traffic.change) { $0.increase },
            ])
        return ReportDocument.Section(
            title: "What it costs on this traffic", blocks: [.table(table)] + others(traffic))
    }

    /// Models that can't be compared.
    private func others(_ traffic: ComparedTraffic) -> [ReportDocument.Block] {
        guard !traffic.others.isEmpty else { return [] }
        let table = Table(
            of: traffic.others,
            [
                .name("not priced by both tables") { $0.name },
                .count("requests") { $0.before.requests },
                .count("unpriced before") { $0.before.unpriced },
                .count("unpriced after") { $0.after.unpriced },
            ])
        return [.table(table)]
    }

    private var assumptions: ReportDocument.Section {
        ReportDocument.Section(
            title: "Assumptions",
            blocks: [.list((traffic?.assumptions ?? []).map { Phrase(markup: $0) })])
    }
}

extension PriceDifference.RateChange {
    /// By how much the rate changed; nil where one is missing or the first was free.
    var percent: Percentage? {
        guard let before, let after else { return nil }
        let (old, new) = (before.amount(of: 1_000_000), after.amount(of: 1_000_000))
        return Percentage(new - old, of: old)
    }
}

import Audit
import Pricing

/// The groups of one grouping on both sides of a comparison.
struct DifferenceGroupSection {
    let difference: Difference
    let groups: [Difference.Group]

    var section: ReportDocument.Section {
        let dimensions = groups[0].by.map(\.dimension)
        let titles = dimensions.map { dimension -> Phrase in
            if dimension.hasPrefix("tag:") { return .name(dimension) }
            return dimension == "model" ? "model asked for" : Phrase(dimension)
        }
        let names = titles.enumerated().map { index, title in
            TableField<Difference.Group>.text(title, total: index == 0 ? "total" : nil) { group in
                group.by[index].value.map { .name($0) } ?? "(none)"
            }
        }
        return ReportDocument.Section(
            title: "By \(Phrase.list(titles, separator: " and "))",
            blocks: [.table(Table(of: groups, names + numbers))])
    }

    private var numbers: [TableField<Difference.Group>] {
        let currency = difference.currency
        let sum = { (part: (Difference.Group) -> Money) in
            groups.reduce(Money.zero) { $0 + part($1) }
        }
        let (before, after) = (sum(\.before.cost), sum(\.after.cost))
        return [
            .count("requests before", total: groups.reduce(0) { $0 + $1.before.requests }) {
                $0.before.requests
            },
            .count("after", total: groups.reduce(0) { $0 + $1.after.requests }) {
                $0.after.requests
            },
            .cost("cost before", currency, total: before) { $0.before.knownCost },
            .cost("cost after", currency, total: after) { $0.after.knownCost },
            .cost("difference", currency, total: after - before) { $0.change },
            .change("change") { group in
                group.change.flatMap { Percentage($0, of: group.before.cost) }
            },
        ]
    }
}

extension Difference {
    /// Whether there are no calls to models that both sides price.
    var comparesNothing: Bool { leftOut.count == models.count }
}

extension Difference.Model {
    /// How much more it costs; nil where it is not compared.
    var change: Money? { effects == nil ? nil : after.cost - before.cost }
}

extension Difference.Group {
    /// How much more it costs; nil where a side has calls and no price.
    var change: Money? { Difference.change(before, after) }
}

extension Difference {
    fileprivate static func change(_ before: Part, _ after: Part) -> Money? {
        guard let before = before.knownCost, let after = after.knownCost else { return nil }
        return after - before
    }
}

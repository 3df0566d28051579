public import Audit
import Finance
import Pricing

/// Two bills compared, for people; the Markdown is fit for a comment on a pull request.
public struct DifferenceReport: PrintedReport, Sendable {
    private let difference: Difference
    private let gates: [GateOutcome]

    /// A report.
    ///
    /// - Parameters:
    ///   - difference: The comparison.
    ///   - gates: What became of the gates.
    public init(_ difference: Difference, gates: [GateOutcome] = []) {
        (self.difference, self.gates) = (difference, gates)
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "From \(name: difference.labels.before) to \(name: difference.labels.after)",
            lead: [lead] + empty + unpriced,
            highlights: chart.highlights,
            sections: [gateSection, reasons, models] + groups + [assumptions])
    }

    private var money: MoneyText { MoneyText(currency: difference.currency) }

    private var lead: Phrase {
        guard !difference.comparesNothing else {
            return difference.models.isEmpty
                ? "There is nothing to compare."
                : "Nothing can be compared: no model has a price on both sides."
        }
        let (before, after) = difference.compared
        let amounts = "\(money.brief(before)) to \(money.brief(after))"
        guard difference.change != .zero else {
            return "The cost stays the same: \(money.brief(after))."
        }
        let isMore = difference.change > .zero
        let size = isMore ? difference.change : -difference.change
        let share = Percentage(difference.change, of: before).map { " (\($0.changeText))" } ?? ""
        return
            "The cost \(isMore ? "rises" : "falls") by \(money.brief(size))\(share), from \(amounts)."
    }

    private var empty: [Phrase] {
        let sides = [
            (difference.labels.before, difference.before),
            (difference.labels.after, difference.after),
        ]
        return sides.filter { $0.1.requests == 0 }.map { "There are no calls in \(name: $0.0)." }
    }

    private var unpriced: [Phrase] {
        let (before, after) = (difference.before.unpriced, difference.after.unpriced)
        guard before > 0 || after > 0 else { return [] }
        return [
            """
            Without a price on a side, and so not compared: \(Numbers.counted(before, "request")) \
            before, \(Numbers.grouped(after)) after\(leftOut).
            """
        ]
    }

    /// The models that are not compared at all.
    private var leftOut: Phrase {
        let names = difference.leftOut
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(5).map { $0.isEmpty ? "no model" : Phrase.name($0) }
        let others = names.count - shown.count
        let end: Phrase = others > 0 ? " and \(others) more" : ""
        return "; left out with all their requests: \(Phrase.list(shown))\(end)"
    }

    private var gateSection: ReportDocument.Section {
        ReportDocument.Section(
            title: "Gates", blocks: [.list(gates.flatMap { GateSentences($0).phrases })])
    }

    private typealias Effect = (name: Phrase, meaning: Phrase, amount: Money)

    /// What makes the difference up.
    private var effects: [Effect] {
        let effects = difference.effects
        return [
            ("price", ": other rates for the same tokens", effects.price),
            ("volume", ": more or fewer tokens", effects.volume),
            ("mix", ": other shares of models and kinds of token", difference.mix(.both).amount),
        ] + turnover
    }

    private var chart: DifferenceChart {
        DifferenceChart(
            difference: difference, effects: effects.map { ($0.name, $0.amount) })
    }

    private var reasons: ReportDocument.Section {
        ReportDocument.Section(
            title: "Why",
            blocks: chart.blocks + [
                .table(
                    Table(
                        of: effects,
                        [
                            .text("effect", total: "difference") { $0.name + $0.meaning },
                            .cost("amount", difference.currency, total: difference.change) {
                                $0.amount
                            },
                        ]))
            ])
    }

    /// What new and dropped models do to the mix.
    private var turnover: [Effect] {
        [Difference.Presence.new, .dropped].compactMap { presence in
            let (amount, count) = difference.mix(presence)
            guard count > 0, amount != .zero else { return nil }
            let word = presence == .new ? "new" : "dropped"
            return (Phrase("mix: \(Numbers.counted(count, "\(word) model"))"), "", amount)
        }
    }

    private var models: ReportDocument.Section {
        typealias Field = TableField<Difference.Model>
        let unpriced = difference.models.contains { $0.before.unpriced + $0.after.unpriced > 0 }
        let counts: [Field] = [
            .count("requests before", total: difference.before.requests) { $0.before.requests },
            .count("after", total: difference.after.requests) { $0.after.requests },
        ]
        let missing: [Field] = [
            .count("unpriced before", total: difference.before.unpriced) { $0.before.unpriced },
            .count("after", total: difference.after.unpriced) { $0.after.unpriced },
        ]
        let costs: [Field] = [
            amount("cost before", difference.before.cost) { $0.before.knownCost },
            amount("cost after", difference.after.cost) { $0.after.knownCost },
            amount("difference", difference.change) { $0.change },
            amount("price", difference.effects.price) { $0.effects?.price },
            amount("volume", difference.effects.volume) { $0.effects?.volume },
            amount("mix", difference.effects.mix) { $0.effects?.mix },
        ]
        let name = Field.text("model", total: "total") { model in
            let name: Phrase = model.name.isEmpty ? "(none)" : .name(model.name)
            return model.presence == .both ? name : "\(name) (\(model.presence.rawValue))"
        }
        return ReportDocument.Section(
            title: "By model that is billed",
            blocks: [
                .table(
                    Table(
                        of: difference.models,
                        [name] + counts + (unpriced ? missing : []) + costs))
            ])
    }

    private func amount(
        _ title: Phrase, _ total: Money, _ amount: @escaping (Difference.Model) -> Money?
    ) -> TableField<Difference.Model> {
        .cost(title, difference.currency, total: total, amount)
    }

    private var groups: [ReportDocument.Section] {
        difference.groupings.map {
            DifferenceGroupSection(difference: difference, groups: $0).section
        }
    }

    private var assumptions: ReportDocument.Section {
        ReportDocument.Section(
            title: "Assumptions",
            blocks: [.list(difference.assumptions.map { Phrase(markup: $0) })])
    }
}

extension Difference {
    /// The groups by grouping.
    var groupings: [[Group]] {
        groups.reduce(into: []) { groupings, group in
            let dimensions = group.by.map(\.dimension)
            if groupings.last?.first.map({ $0.by.map(\.dimension) == dimensions }) == true {
                groupings[groupings.count - 1].append(group)
            } else {
                groupings.append([group])
            }
        }
    }
}

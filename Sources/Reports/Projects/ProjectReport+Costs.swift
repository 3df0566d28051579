import Finance
import Pricing

/// From where on a project pays, and what one of each thing costs.
extension ProjectReport {
    private struct Threshold {
        let title: Phrase
        let saving: String
        let tokens: String
    }

    var breakEven: ReportDocument.Section {
        let point = outcome.breakEven
        func projected(_ title: Phrase, _ saving: Double) -> Threshold {
            let tokens = point.tokens(saving: saving).map {
                EstimateText(currency: nil, decimals: 0).text($0)
            }
            return Threshold(
                title: title, saving: text.projected(saving), tokens: tokens ?? "–")
        }
        let rows = [
            Threshold(
                title: "to pay for running it", saving: text.exact(point.running),
                tokens: point.runningTokens.map {
                    (project.saving.isScaled ? "≈ " : "") + Numbers.grouped($0)
                } ?? "–"),
            projected("to pay back within the term", point.paidBack),
            projected("for a net present value of 0", point.worthNothing),
        ]
        let fields: [TableField<Threshold>] = [
            .text("break-even", \.title),
            TableField("saving a month", .count) { .text(Phrase($0.saving)) },
            TableField("tokens a month", .count) { .text(Phrase($0.tokens)) },
        ]
        return ReportDocument.Section(
            title: "Break-even, in the first month",
            blocks: [
                .table(Table(of: rows, project.saving.volume == nil ? Array(fields[..<2]) : fields))
            ])
    }

    var selfHosting: ReportDocument.Section {
        guard let result = project.selfHosting else {
            return ReportDocument.Section(title: "Serving the tokens oneself", blocks: [])
        }
        let fields: [TableField<BreakEven.Range>] = [
            .count("pays from tokens a month", \.lower),
            TableField("to", .count) { range in
                range.upper.map { .count($0) } ?? .text("any more")
            },
            .cost("costs there", project.currency) { result.cost.cost(of: $0.lower) },
            .cost("elsewhere", project.currency) {
                Money(attos: result.price.attos * Int128($0.lower))
            },
        ]
        return ReportDocument.Section(
            title: "Serving the tokens oneself",
            blocks: [
                .paragraph(sentence(on: result)), .table(Table(of: result.ranges, fields)),
            ])
    }

    private func sentence(on result: BreakEven) -> Phrase {
        let cost = result.cost
        func perMillion(_ token: Money) -> String {
            text.exact(Money(attos: token.attos * 1_000_000))
        }
        let step = cost.step.map {
            " and \(text.exact($0.cost)) for each \(Numbers.grouped($0.capacity)) tokens begun"
        }
        let terms = "\(text.exact(cost.fixed)) a month, \(perMillion(cost.perUnit)) per 1M tokens"
        let found =
            result.ranges.isEmpty
            ? "it pays at no volume" : "it pays at the volumes below, all exact"
        let limit = result.lookedUpTo.map {
            "; looked at up to \(Numbers.grouped($0)) tokens a month"
        }
        return Phrase(
            "At \(terms)\(step ?? ""), against \(perMillion(result.price)) per 1M tokens, "
                + "\(found)\(limit ?? "").")
    }

    var unitCosts: ReportDocument.Section {
        let title: Phrase = "Unit costs"
        guard let costs = outcome.unitCosts else {
            return ReportDocument.Section(title: title, blocks: [])
        }
        let measured = project.saving.measured
        let period = measured.map { "over the \($0.days) days of the logs" } ?? "over a month"
        let rows = UnitCostRow.all(costs.before, costs.after)
        let table = Table(
            of: rows,
            [
                .text("cost") { Phrase($0.title) },
                .cost("now", project.currency) { $0.before },
                .cost("then", project.currency) { $0.after },
            ])
        return ReportDocument.Section(
            title: title,
            blocks: rows.isEmpty
                ? []
                : [
                    .paragraph("From exact amounts \(period), without running costs."),
                    .table(table),
                ]
                    + margins)
    }

    private var margins: [ReportDocument.Block] {
        guard let margins = outcome.margins else { return [] }
        func share(_ profit: Money) -> String {
            Percentage(profit, of: margins.revenue).map { " (\($0.text))" } ?? ""
        }
        let now = scaled(margins.before) + share(margins.before)
        let then = scaled(margins.after) + share(margins.after)
        return [
            .paragraph(
                Phrase(
                    "Of \(text.exact(margins.revenue)) revenue a month \(now) is left now, and "
                        + "\(then) then, after running costs."))
        ]
    }
}

/// What one of something costs now and then.
struct UnitCostRow {
    let title: String
    let key: String
    let before: Money
    let after: Money

    /// Those that are known.
    static func all(_ before: UnitCosts, _ after: UnitCosts) -> [UnitCostRow] {
        let pairs: [(String, String, Money?, Money?)] = [
            ("per request", "request", before.perRequest, after.perRequest),
            (
                "per 1K requests", "1k_requests", before.perThousandRequests,
                after.perThousandRequests
            ),
            ("per user", "user", before.perUser, after.perUser),
            (
                "per 1M tokens, all kinds together", "1m_tokens", before.perMillionTokens,
                after.perMillionTokens
            ),
        ]
        return pairs.compactMap { title, key, before, after in
            guard let before, let after else { return nil }
            return UnitCostRow(title: title, key: key, before: before, after: after)
        }
    }
}

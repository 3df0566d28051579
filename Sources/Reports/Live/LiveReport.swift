import Limits
public import Live
import Pricing
import Statistics

/// What a run through the real client measured, for people.
public struct LiveReport: PrintedReport, Sendable {
    let result: LiveResult
    let run: LiveRunDescription

    /// A report.
    ///
    /// - Parameters:
    ///   - result: What was measured.
    ///   - run: How it was set up.
    public init(_ result: LiveResult, _ run: LiveRunDescription) {
        (self.result, self.run) = (result, run)
    }

    /// What the report says.
    public var document: ReportDocument {
        let tables = LiveTables(result)
        return ReportDocument(
            title: "Live run \(name: result.name)", lead: lead, highlights: highlights,
            sections: [
                tables.latency, tables.models, tables.errors, tables.cost,
                LiveNotes(result.plan, run).strata, LiveNotes(result.plan, run).section,
            ])
    }

    private var all: ModelOutcome { result.all }

    private var lead: [Phrase] {
        [answered, latency, cost, excess, costOfLog].compactMap { $0 } + ending
    }

    private var answered: Phrase {
        """
        \(Numbers.grouped(UInt64(all.answered))) of \
        \(Numbers.counted(UInt64(all.requests), "request")) were answered, in \
        \(SpanText.brief(result.duration)).
        """
    }

    private var latency: Phrase? {
        guard run.sample.isProportional,
            let p95 = all.latency.quantiles.first(where: { $0.share == 0.95 })
        else {
            return nil
        }
        guard let interval = p95.interval else {
            return """
                P95 latency of the answered ≈\(SpanText.brief(p95.value)); \(Numbers.grouped(UInt64(p95.needed))) \
                answers would tell how well that is known, there are \
                \(Numbers.grouped(UInt64(all.latency.count))).
                """
        }
        return """
            P95 latency of the answered ≈\(SpanText.brief(p95.value)), between \
            \(SpanText.brief(interval.lower)) and \(SpanText.brief(interval.upper)) with \
            95 % confidence.
            """
    }

    private var cost: Phrase? {
        let money = MoneyText(currency: result.currency)
        let unknown = all.unknownUsage + all.unpriced
        let more: Phrase =
            unknown == 0
            ? "" : " and the unknown cost of \(Numbers.counted(UInt64(unknown), "attempt"))"
        return
            "It cost \(money.brief(all.cost))\(more); \(money.brief(all.predicted)) was predicted."
    }

    /// A limit can't hold against answers that are longer than asked for.
    private var excess: Phrase? {
        guard let limit = result.cap.limit, result.cap.spent > limit else { return nil }
        let money = MoneyText(currency: result.currency)
        return """
            That is more than the limit of \(money.brief(limit)): answers used more tokens than \
            their requests allowed. Nothing was sent after that was seen.
            """
    }

    /// What the sample says of the whole log; nil where a cost is unknown.
    private var costOfLog: Phrase? {
        guard let estimate = result.costOfLog else { return nil }
        let text = EstimateText(
            currency: result.currency, decimals: estimate.value < 0.1 ? 6 : 2)
        let range: Phrase =
            estimate.interval.map {
                """
                , between \(text.text($0.lower)) and \(text.text($0.upper)) with \
                \(Numbers.fixed($0.confidence * 100, decimals: 0)) % confidence
                """
            } ?? ""
        return """
            All \(Numbers.counted(run.sample.population, "request")) of the log would so cost \
            \(text.text(estimate.value))\(range).
            """
    }

    private var ending: [Phrase] {
        switch result.ending {
        case .complete: []
        case .spendCap(let unsent):
            [
                """
                \(Numbers.counted(UInt64(unsent), "request")) were not sent, for the next one might \
                have crossed the limit on spending.
                """
            ]
        case .interrupted(let unsent):
            [
                """
                The run was interrupted; \(Numbers.counted(UInt64(unsent), "request")) were not \
                sent, what had been measured by then is what follows.
                """
            ]
        }
    }

    private var highlights: [ReportDocument.Highlight] {
        let failed = Percentage(UInt64(all.requests - all.answered), of: UInt64(all.requests))
        let brief = { (share: Double) in
            all.latency.quantiles.first { $0.share == share }.map { "≈" + SpanText.brief($0.value) }
                ?? "–"
        }
        return [
            ReportDocument.Highlight(
                label: "latency P95", value: brief(0.95),
                note: "P50 \(brief(0.5)), from when a request was meant to go"),
            ReportDocument.Highlight(
                label: "not answered", value: failed?.text ?? "–",
                note: "of \(Numbers.counted(UInt64(all.requests), "request"))"),
            ReportDocument.Highlight(
                label: "cost", value: MoneyText(currency: result.currency).brief(all.cost),
                note: "by the usage that the answers tell"),
        ]
    }
}

extension LiveResult {
    /// The currency of all amounts.
    var currency: Currency { plan.bounds.prices.currency }
}

import Calls
import Live
import Pricing

/// What a live run rests on.
struct LiveNotes {
    private let plan: LivePlan
    private let run: LiveRunDescription

    init(_ plan: LivePlan, _ run: LiveRunDescription) { (self.plan, self.run) = (plan, run) }

    /// What was drawn of what.
    var strata: ReportDocument.Section {
        let table = Table(
            of: run.sample.parts,
            [
                .name("model") { $0.stratum.model },
                .text("input, tokens") { Phrase($0.stratum.size.description) },
                .count("in the log", total: run.sample.population) { $0.population },
                .count("drawn", total: UInt64(run.sample.requests.count)) { UInt64($0.drawn) },
            ])
        return ReportDocument.Section(title: "Sample", blocks: [.table(table)])
    }

    var section: ReportDocument.Section {
        ReportDocument.Section(
            title: "Assumptions", blocks: [.list(sentences.map { Phrase(markup: $0) })])
    }

    /// In sentences, names between backticks.
    var sentences: [String] { source + shares + texts + costs + run.notes }

    private var source: [String] {
        let source = run.sample.source
        let applied = source.assumptions.map { "\($0.text) (filled in for \($0.records) records)" }
        let skipped = source.skipped.map {
            "left out \(Numbers.counted(UInt64($0.lines), "bad line")): \($0.reason) "
                + "(first: \($0.first))"
        }
        let filter = source.filter.map {
            [
                "only calls with \($0.condition); \(Numbers.counted(UInt64($0.leftOut), "call")) left out"
            ]
        }
        let untold =
            run.sample.leftOut == 0
            ? []
            : [
                "\(Numbers.counted(run.sample.leftOut, "call")) can't be drawn, for the log doesn't "
                    + "tell how long the input was, or it is more than can be sent"
            ]
        return ["asked: `\(run.host)`"] + applied + skipped + (filter ?? []) + untold + source.notes
    }

    private var shares: [String] {
        guard !run.sample.isProportional else { return [] }
        return [
            "models and sizes have other shares of the sample than of the log, so quantiles of all "
                + "requests are those of the sample; 'tollgate replay --latency' gives those of the "
                + "log"
        ]
    }

    private var texts: [String] {
        TextOrigin.allCases.compactMap { origin in
            plan.texts[origin].map { "\(Numbers.counted(UInt64($0), "request")) \(origin.title)" }
        }
    }

    private var costs: [String] {
        let prices = plan.bounds.prices.name
        let unpriced = plan.unpriced.map { "no price for `\($0.model)` (\($0.reason))" }
        return [
            "prices are those of `\(prices)`, by the usage that answers tell; what a request can cost "
                + "at most supposes \(PlannedRequest.mostInputRule), and "
                + Numbers.counted(UInt64(plan.bounds.attempts), "attempt")
        ] + unpriced
    }
}

extension TextOrigin {
    fileprivate var title: String {
        switch self {
        case .logged: "with the text of the log"
        case .padded:
            "with the system message and the last one of the log; what lay between is made up, to "
                + "the same length in tokens"
        case .synthetic: "with text that is made up, about as long in tokens as the log says"
        }
    }
}

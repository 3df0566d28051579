import Calls
import Capacity
import Limits
import Pricing
import Replay
import Statistics

/// What a simulation rests on.
struct CapacityNotes {
    let outcome: CapacityOutcome

    init(_ outcome: CapacityOutcome) { self.outcome = outcome }

    var section: ReportDocument.Section {
        ReportDocument.Section(
            title: "Assumptions", blocks: [.list(sentences.map { Phrase(markup: $0) })])
    }

    /// In sentences, names between backticks.
    var sentences: [String] {
        read + whole + outcome.workload.notes + tick + skipped + method + precision + scenarios
            + cost
    }

    private var read: [String] {
        let source = outcome.traffic.source
        let applied = source.assumptions.map { "\($0.text) (filled in for \($0.records) records)" }
        let removed = source.removed.map { "\($0.records) records left out: \($0.reason)" }
        return applied + removed + source.notes
    }

    private var whole: [String] {
        [
            "the log is taken for all of the traffic: records that were left out while reading are "
                + "named here, but whether the log was sampled or cut before can't be seen from it; "
                + "a thinned log has fewer bursts, and waits and refusals look better than they were"
        ]
    }

    private var skipped: [String] {
        outcome.traffic.source.skipped.map {
            "\($0.lines) bad lines are left out, so the simulation meets less traffic than there "
                + "was: \($0.reason) (first: \($0.first))"
        }
    }

    private var tick: [String] {
        outcome.tick.map {
            [
                "all times of the log are whole multiples of \(SpanText.brief($0)): requests of one "
                    + "tick come in together, so waits and refusals may be exaggerated"
            ]
        } ?? []
    }

    private var method: [String] {
        [
            "every request of the log arrives when it did, to the nanosecond; queues are first "
                + "come first served, quotas unused at first, and the run ends when no request is "
                + "left",
            "one run with seed \(outcome.study.seed), which decides jitter, drawn service times, "
                + "failures, and the copies of scenarios"
                + (outcome.study.runs == 1
                    ? "; --runs shows how far other seeds lead"
                    : "; the spread is over it and the \(outcome.study.runs - 1) that follow"),
        ]
    }

    /// Beyond a number of requests times are counted, not kept.
    private var precision: [String] {
        guard !outcome.base.result.latency.isExact else { return [] }
        let share = Numbers.fixed(QuantileSketch.relativeError * 100, decimals: 2)
        return ["quantiles of latency and wait are off by at most \(share) % of their value"]
    }

    private var scenarios: [String] {
        guard !outcome.changed.isEmpty || outcome.headroom != nil else { return [] }
        let headroom =
            "how much the traffic may grow was tried at ×1.05, ×1.1, ×1.2, ×1.4 and so on in steps "
            + "that double, then between the last that held and the first that failed; what fails "
            + "only between values that held is not seen"
        return (outcome.headroom == nil ? [] : [headroom]) + [
            "growth and spikes copy requests: the copies of one arrive at times drawn evenly between "
                + "it and the next request of the log (after the last, in a gap as long as the one "
                + "before), so that the rate grows as said at every hour "
                + "and in every burst, and nothing is smoothed over more than one gap"
        ]
    }

    private var cost: [String] {
        let prices = outcome.study.prices
        return [
            "each attempt is priced as a call of the log is, at the model of its deployment by "
                + "`\(prices.name)`, at the hour of its request; refused and failed attempts cost nothing"
        ] + [prices.note].compactMap { $0 }
    }
}

import Capacity
import Limits
import Statistics

/// The answer, before everything else.
struct CapacityAnswer {
    let outcome: CapacityOutcome

    init(_ outcome: CapacityOutcome) { self.outcome = outcome }

    var sentences: [Phrase] {
        [traffic, goals, trouble, found, headroom, bursts].compactMap { $0 }
    }

    private var result: CapacityResult { outcome.base.result }

    private var traffic: Phrase {
        let requests = result.requests
        let quantiles = result.latency.quantiles([0.5, 0.95, 0.99]) ?? []
        let times = quantiles.map { SpanText.brief(TimeSpan(nanoseconds: $0)) }
        let latency =
            times.count == 3
            ? " Those served take \(times[0]) (P50), \(times[1]) (P95), \(times[2]) (P99)." : ""
        let cost = CapacityReport.money(outcome.base.cost.served, outcome)
        return """
            At the log's traffic of \(Numbers.counted(requests.arrived, "request")), \
            \(share(requests.rejected)) are rejected\(others), and \
            \(share(result.retriedRequests)) are tried more than once.\(latency) The work costs \
            \(cost)\(outcome.base.cost.unpriced.isEmpty ? "" : ", without what has no price").
            """
    }

    private var others: String {
        let parts = [
            (result.requests.failed, "fail"),
            (result.requests.abandoned, "are left by their callers"),
        ]
        return parts.filter { $0.0 > 0 }.map { ", \(share($0.0)) \($0.1)" }.joined()
    }

    private func share(_ count: UInt64) -> String {
        Percentage(count, of: result.requests.arrived)?.text ?? "–"
    }

    private var goals: Phrase? {
        guard let goals = outcome.study.goals else { return nil }
        let findings = goals.findings(result)
        let broken = findings.filter { !$0.holds }
        let shown = Phrase.list((broken.isEmpty ? findings : broken).map(Self.text))
        return broken.isEmpty
            ? "The plan holds \(goals.text): \(shown)."
            : "The plan does not hold \(goals.text): \(shown)."
    }

    /// A measure as it was found: `p95 is 1.24 s`.
    static func text(_ finding: ServiceLevel.Finding) -> Phrase {
        let name = finding.term.text.split(separator: "<")[0].trimmingBlanks
        guard let value = finding.value else { return "nothing tells \(name)" }
        if case .share = finding.term.metric {
            return "\(name) is \(Numbers.fixed(value * 100, decimals: 3)) %"
        }
        return "\(name) is \(SpanText.brief(seconds: value))"
    }

    private var trouble: Phrase {
        let goal = outcome.study.goals?.latencyGoal
        let late = goal.map {
            " or more than \(Numbers.fixed(100 - $0.share * 100, decimals: 1)) % of those served took "
                + "longer than \(SpanText.brief($0.latency))"
        }
        guard let slice = result.firstTrouble(goal: goal) else {
            return """
                There is no \(self.slice) of whose requests one was lost\(late ?? "").\(retries)
                """
        }
        let facts = [
            (slice.requests.lost, "lost"), (slice.late, "late"),
        ].filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
        return """
            The first \(self.slice) in trouble begins at \(slice.start.minuteText) UTC: \
            \(Numbers.counted(slice.requests.arrived, "request")) came in then, of them \
            \(facts.joined(separator: " and ")).
            """
    }

    /// When trouble begins that does not yet lose requests.
    private var retries: String {
        guard let first = result.timeline.first(where: { $0.retries > 0 }) else { return "" }
        return " Retries begin at \(first.start.minuteText) UTC."
    }

    private var slice: String {
        result.interval == .minute ? "minute" : "stretch of \(SpanText.brief(result.interval))"
    }

    private var found: Phrase? {
        guard let search = outcome.search else { return nil }
        guard !search.limits.isEmpty else {
            return """
                No limits hold \(outcome.study.goals?.text ?? ""): not even without these limits is \
                the traffic served like that.
                """
        }
        guard search.outcome != nil else {
            let last = search.limits[search.limits.count - 1]
            return """
                No limits hold \(outcome.study.goals?.text ?? ""): no \(last.knob.rawValue) of \
                \(name: last.deployment) was found with which, and with all larger ones that were \
                tried, the traffic is served like that.
                """
        }
        let parts = search.limits.map { limit -> Phrase in
            let value = limit.smallest.map { Numbers.grouped(UInt64($0)) } ?? "–"
            let owner: Phrase =
                outcome.study.file.deployments.count > 1 ? "\(name: limit.deployment) " : ""
            let today = limit.stated.map { " (today \(Numbers.grouped(UInt64($0))))" } ?? ""
            return "\(owner)\(limit.knob.rawValue) \(value)\(today)"
        }
        return "The smallest that holds: \(Phrase.list(parts))."
    }

    private var headroom: Phrase? {
        guard let headroom = outcome.headroom else { return nil }
        guard let most = headroom.most else {
            return "There is no headroom: what is asked for does not hold today."
        }
        let factor = Self.factor(most)
        guard most < Headroom.limit else {
            return "It holds up to ×\(factor), the most that was tried."
        }
        return """
            It holds up to ×\(factor) of today's traffic, and no longer at \
            ×\(Self.factor(most + headroom.resolution))\
            \(headroom.hasException ? ", though at some larger factors again" : "").
            """
    }

    /// A factor in thousandths: `1.5`.
    static func factor(_ thousandths: Int64) -> String {
        var digits = Numbers.fixed(Double(thousandths) / 1000, decimals: 3)
        while digits.last == "0" { digits.removeLast() }
        return digits.last == "." ? String(digits.dropLast()) : digits
    }

    private var bursts: Phrase? {
        let bursty = outcome.closedForms.filter { $0.isBursty == true }
        guard let worst = bursty.max(by: { ($0.dispersion ?? 0) < ($1.dispersion ?? 0) })
        else { return nil }
        return """
            Arrivals come in bursts (\(CapacityFormulas.unevenness(worst))): formulas for queues are \
            wrong here, the simulation is not.
            """
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

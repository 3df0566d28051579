import Calls
import Pricing
public import Replay

extension Gate {
    /// A number of calls of one side.
    private struct Measure {
        /// What the calls have in common, as words.
        let label: String
        let value: Fraction
        /// Calls that the number leaves out.
        let missing: UInt64
    }

    /// Judges a replay.
    ///
    /// - Parameter result: With groups by ``grouping``.
    /// - Returns: What became of the gate.
    /// - Throws: ``AuditError`` where the gate does not fit the replay.
    public func judge(_ result: ReplayResult) throws(AuditError) -> GateOutcome {
        guard !needsComparison else {
            throw AuditError(
                "--fail-if '\(text)': a change needs something to compare with; use 'tollgate diff'"
            )
        }
        try checkCurrency(result.prices.currency)
        let choice = try choice(in: result)
        let measures = try measures(result, DifferenceSide("", result, choice))
        let bound = value
        let unit = unit(result.prices.currency)
        return GateOutcome(
            gate: text,
            findings: measures.compactMap { measure in
                finding(
                    measure, isFailed: relation.holds(measure.value, bound), unit: unit, was: nil)
            })
    }

    /// Judges a comparison.
    ///
    /// - Parameter difference: With groups by ``grouping``.
    /// - Returns: What became of the gate.
    /// - Throws: ``AuditError`` where the gate does not fit the comparison.
    public func judge(_ difference: Difference) throws(AuditError) -> GateOutcome {
        try checkCurrency(difference.currency)
        guard policy == nil else {
            throw AuditError(
                "--fail-if '\(text)': the sides of a comparison are given; leave out 'of'")
        }
        guard metric != .failed else {
            throw AuditError("--fail-if '\(text)': a comparison does not tell failed calls apart")
        }
        let parts = self.parts(of: difference)
        var findings = Self.emptySides(difference)
        for (label, before, after) in parts {
            let (old, new) = (number(before), number(after))
            let measure = Measure(
                label: label, value: new,
                missing: max(before.missing(metric), after.missing(metric)))
            let isFailed = try isFailed(old: old, new: new)
            let unit = unit(difference.currency)
            if let finding = finding(measure, isFailed: isFailed, unit: unit, was: old) {
                findings.append(finding)
            }
        }
        return GateOutcome(gate: text, findings: findings)
    }

    /// Of nothing nothing can be said: a mistyped period is no cheaper one.
    private static func emptySides(_ difference: Difference) -> [String] {
        [
            (difference.labels.before, difference.before),
            (difference.labels.after, difference.after),
        ]
        .filter { $0.1.requests == 0 }
        .map { "all calls: can't be judged, for there are none in \($0.0)" }
    }

    /// What is looked at on both sides, days of a month together.
    private func parts(
        of difference: Difference
    ) -> [(label: String, before: Difference.Part, after: Difference.Part)] {
        guard let names = grouping?.dimensions.map(\.name) else {
            return [("all calls", difference.before, difference.after)]
        }
        var parts: [(label: String, before: Difference.Part, after: Difference.Part)] = []
        var positions: [ExactText: Int] = [:]
        for group in difference.groups where group.by.map(\.dimension) == names {
            let label = Self.label(group.by, period: period)
            if let position = positions[label.exact] {
                parts[position].before += group.before
                parts[position].after += group.after
            } else {
                positions[label.exact] = parts.count
                parts.append((label, group.before, group.after))
            }
        }
        return parts
    }

    private func isFailed(old: Fraction, new: Fraction) throws(AuditError) -> Bool {
        switch bound {
        case .value(let value): return relation.holds(new, value)
        case .change(let change): return relation.holds(try new.minus(old), change)
        case .relativeChange(let share):
            // Of nothing any change is beyond every share.
            guard old > .zero else {
                return relation.holds(new > .zero ? Fraction(Int128(Int64.max)) : .zero, share)
            }
            return relation.holds(try new.minus(old).divided(by: old), share)
        }
    }

    private var value: Fraction {
        if case .value(let value) = bound { value } else { .zero }
    }

    private func checkCurrency(_ other: Currency) throws(AuditError) {
        guard let currency, currency != other.code else { return }
        throw AuditError("--fail-if '\(text)': the report is in \(other.code), not in \(currency)")
    }

    private func choice(in result: ReplayResult) throws(AuditError) -> DifferenceSide.Choice {
        guard let policy else { return .asRequested }
        guard let index = result.policies.firstIndex(where: { $0.name.exact == policy.exact })
        else {
            throw AuditError("--fail-if '\(text)': no --policy is called \(policy)")
        }
        return .policy(index)
    }

    /// The metric of each group, or of all calls.
    private func measures(
        _ result: ReplayResult, _ side: DifferenceSide
    ) throws(AuditError) -> [Measure] {
        guard let grouping else {
            let part = side.total
            let failed = Fraction(Int128(result.traffic.failed))
            return [
                Measure(
                    label: "all calls", value: metric == .failed ? failed : number(part),
                    missing: part.missing(metric))
            ]
        }
        guard metric != .failed else {
            throw AuditError("--fail-if '\(text)': groups do not tell failed calls apart")
        }
        let names = grouping.dimensions.map(\.name)
        var parts: [(label: String, part: Difference.Part)] = []
        var positions: [ExactText: Int] = [:]
        for group in result.groups where group.by.map(\.dimension) == names {
            let label = Self.label(group.by, period: period)
            let added = side.part(group)
            if let position = positions[label.exact] {
                parts[position].part += added
            } else {
                positions[label.exact] = parts.count
                parts.append((label, added))
            }
        }
        return parts.map { label, part in
            Measure(label: label, value: number(part), missing: part.missing(metric))
        }
    }

    private func number(_ part: Difference.Part) -> Fraction {
        switch metric {
        case .cost: Fraction(part.cost)
        case .requests: Fraction(Int128(part.requests))
        case .tokens: Fraction(Int128(part.tokens))
        case .unpriced: Fraction(Int128(part.unpriced))
        case .failed: .zero
        }
    }

    /// A group in words; of a month the days of which it is are not told apart.
    private static func label(
        _ by: [(dimension: String, value: String?)], period: Period? = nil
    ) -> String {
        by.map { dimension, value in
            let isMonth = period == .month && dimension == GroupDimension.day.name
            let shown = isMonth ? value.map { String($0.prefix(7)) } : value
            return "\(isMonth ? "month" : dimension) \(shown ?? "(none)")"
        }.joined(separator: ", ")
    }

    private func unit(_ currency: Currency) -> String { metric == .cost ? " \(currency)" : "" }

    private func finding(
        _ measure: Measure, isFailed: Bool, unit: String, was old: Fraction?
    ) -> String? {
        if isFailed {
            let least = metric == .cost ? 2 : 0
            let before = old.map { ", was \($0.text(least: least))\(unit)" } ?? ""
            let value = measure.value.text(least: least)
            return "\(measure.label): \(metric.rawValue) \(value)\(unit)\(before)"
        }
        guard measure.missing > 0 else { return nil }
        let lack = metric == .tokens ? "of unknown usage" : "without a price"
        let calls = measure.missing == 1 ? "1 call" : "\(measure.missing) calls"
        return "\(measure.label): can't be judged, for \(calls) \(lack)"
    }
}

extension Difference.Part {
    /// Calls that a metric leaves out.
    fileprivate func missing(_ metric: Gate.Metric) -> UInt64 {
        switch metric {
        case .cost: unpriced
        case .tokens: unknownUsage
        case .requests, .failed, .unpriced: 0
        }
    }
}

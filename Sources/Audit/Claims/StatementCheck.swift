import Pricing

/// Checks the statements of one claim.
struct StatementCheck {
    let claim: Claim
    let prices: PriceTable
    let others: [PriceTable]
    let logs: LogMeasurements?

    func outcome(of statement: Statement) throws(AuditError) -> CheckOutcome {
        if case .currency(let code) = statement.claimed.unit {
            try Evaluation(prices: prices, values: [:]).requireCurrency(code)
        }
        try requireMeasured(statement.formula)
        let missing = missing(in: statement.formula)
        guard missing.isEmpty else {
            return CheckOutcome(
                statement: statement.text, prices: prices.name, verdict: .undecidable,
                computed: nil, difference: nil, causes: [], missing: missing)
        }
        let unit = statement.claimed.unit
        let range = try range(of: statement.formula)
        let verdict = try statement.verdict(on: range)
        let isWrong = verdict == .wrong
        let isExact = range.lowerBound == range.upperBound
        return CheckOutcome(
            statement: statement.text, prices: prices.name, verdict: verdict,
            computed: text(of: range, in: unit),
            difference: isWrong ? try difference(statement, range) : nil,
            causes: isWrong && isExact
                ? LikelyCauses(statement: statement, check: self, value: range.lowerBound).sentences
                : [],
            missing: verdict == .undecidable ? ranged(in: statement.formula) : [])
    }

    /// The values beside the checks, as far as they are known.
    func exhibits() throws(AuditError) -> [(label: String, value: String)] {
        var shown: [(label: String, value: String)] = []
        for exhibit in claim.exhibits {
            let missing = missing(in: exhibit.formula)
            let value =
                missing.isEmpty
                ? text(of: try range(of: exhibit.formula), in: exhibit.unit)
                : "not known: \(missing.joined(separator: ", "))"
            shown.append((exhibit.label, value))
        }
        return shown
    }

    /// Refuses measurements that a log was not asked for, and costs that were measured at other
    /// prices than the check is about.
    private func requireMeasured(_ formula: Formula) throws(AuditError) {
        guard let logs else { return }
        let names = formula.values.filter { $0.hasPrefix(Claim.measuredPrefix) }.map {
            String($0.dropFirst(Claim.measuredPrefix.count))
        }
        for name in names.sorted() {
            guard logs.values[name] != nil else {
                let known = logs.values.keys.sorted().map { Claim.measuredPrefix + $0 }
                throw AuditError(
                    "log.\(name) was not measured; known are \(known.joined(separator: ", ")), and "
                        + "more with --policy and --baseline")
            }
            guard logs.prices == prices.sha256 || LogMeasurements.counts.contains(name) else {
                throw AuditError(
                    "log.\(name) was measured at other prices than those of this check, "
                        + "\(prices.name); give the same with --prices, or in the file")
            }
        }
    }

    /// What the formula needs and nobody gives.
    private func missing(in formula: Formula) -> [String] {
        formula.values.sorted().compactMap { name in
            guard name.hasPrefix(Claim.measuredPrefix) else {
                return claim.values[name] == .unknown ? name : nil
            }
            switch logs?.values[String(name.dropFirst(Claim.measuredPrefix.count))] {
            case .known: return nil
            case .incomplete(let reason): return "\(name) (\(reason))"
            case nil: return "\(name), of a log"
            }
        }
    }

    /// The values of the claim and of the logs that are known exactly.
    private var known: [String: Fraction] {
        var known: [String: Fraction] = [:]
        for (name, value) in logs?.values ?? [:] {
            if case .known(let number) = value { known[Claim.measuredPrefix + name] = number }
        }
        for (name, value) in claim.values {
            if case .known(let value) = value { known[name] = value }
        }
        return known
    }

    /// What the formula needs and is known only within bounds.
    private func ranged(in formula: Formula) -> [String] {
        formula.values.sorted().filter { name in
            if case .between = claim.values[name] { true } else { false }
        }
    }

    /// Points of a range at which formulas are calculated: its ends, and between them.
    private static let points: Int128 = 17

    /// The smallest and the largest that the formula comes to where values are known within bounds.
    func range(of formula: Formula) throws(AuditError) -> ClosedRange<Fraction> {
        let names = ranged(in: formula)
        guard names.count <= 3 else {
            throw AuditError("more than three ranges in one formula; expected fewer")
        }
        var settings = [known]
        for name in names {
            guard case .between(let range) = claim.values[name] else { continue }
            var refined: [[String: Fraction]] = []
            for setting in settings {
                for point in 0..<Self.points {
                    refined.append(setting)
                    refined[refined.count - 1][name] = try range.point(
                        point, of: Self.points - 1)
                }
            }
            settings = refined
        }
        let values = try settings.map { (values) throws(AuditError) in
            try Evaluation(prices: prices, values: values).value(of: formula)
        }
        return (values.min() ?? .zero)...(values.max() ?? .zero)
    }

    /// The same formula with another table or changed, where every value is known.
    func value(of formula: Formula, in table: PriceTable? = nil) -> Fraction? {
        try? Evaluation(prices: table ?? prices, values: known).value(of: formula)
    }

    private func difference(
        _ statement: Statement, _ range: ClosedRange<Fraction>
    ) throws(AuditError) -> String {
        let claimed = statement.claimed
        let nearest = claimed.value < range.lowerBound ? range.lowerBound : range.upperBound
        let distance = try claimed.value.distance(to: nearest)
        let direction = claimed.value < nearest ? "too low" : "too high"
        let amount = UnitText(claimed.unit).difference(distance)
        guard nearest > .zero, claimed.unit != .percent else { return "\(amount) \(direction)" }
        let share = try distance.divided(by: nearest).times(Fraction(100))
        return "\(amount) \(direction) (\(try share.shortText()) %)"
    }

    private func text(of range: ClosedRange<Fraction>, in unit: WrittenNumber.Unit?) -> String {
        let words = UnitText(unit)
        guard range.lowerBound < range.upperBound else { return words.text(range.lowerBound) }
        return "\(words.text(range.lowerBound)) to \(words.text(range.upperBound))"
    }
}

extension Statement {
    /// Whether a number is the claimed one as far as its last written digit tells.
    func isMatched(by value: Fraction) throws(AuditError) -> Bool {
        let half = try claimed.lastDigit.times(Fraction(1, over: 2))
        return try claimed.value.distance(to: value) <= half
    }

    fileprivate func verdict(on range: ClosedRange<Fraction>) throws(AuditError) -> Verdict {
        let (low, high) = (range.lowerBound, range.upperBound)
        switch relation {
        case .equal:
            let matches = (try isMatched(by: low), try isMatched(by: high))
            if matches == (true, true) { return .holds }
            if matches == (true, false) || matches == (false, true) { return .undecidable }
            return low < claimed.value && claimed.value < high ? .undecidable : .wrong
        case .atMost: return decided(claimed.value <= low, claimed.value <= high)
        case .atLeast: return decided(claimed.value >= high, claimed.value >= low)
        case .below: return decided(claimed.value < low, claimed.value < high)
        case .above: return decided(claimed.value > high, claimed.value > low)
        }
    }

    private func decided(_ always: Bool, _ sometimes: Bool) -> Verdict {
        always ? .holds : sometimes ? .undecidable : .wrong
    }
}

extension ClosedRange<Fraction> {
    fileprivate func point(_ index: Int128, of count: Int128) throws(AuditError) -> Fraction {
        let width = try upperBound.minus(lowerBound)
        return try lowerBound.plus(width.times(Fraction(index, over: count)))
    }
}

/// Numbers in the unit in which they are claimed.
struct UnitText {
    private let unit: WrittenNumber.Unit?

    init(_ unit: WrittenNumber.Unit?) { self.unit = unit }

    func text(_ value: Fraction) -> String {
        switch unit {
        case .percent: ((try? value.times(Fraction(100)).shortText()) ?? value.text()) + " %"
        case .currency(let code): "\(value.text(least: 2)) \(code)"
        case .word("s"):
            ((try? value.divided(by: Fraction(1000)).text()) ?? value.text()) + " s"
        case .word(let word): "\(value.text()) \(word)"
        case nil: value.text()
        }
    }

    /// A distance between two such numbers; of percentages in points.
    func difference(_ value: Fraction) -> String {
        guard unit == .percent else { return text(value) }
        return ((try? value.times(Fraction(100)).shortText()) ?? value.text()) + " points"
    }
}

extension Fraction {
    /// At most two decimals.
    func shortText() throws(AuditError) -> String {
        Fraction(try rounded(decimals: 2), over: 100).text()
    }
}

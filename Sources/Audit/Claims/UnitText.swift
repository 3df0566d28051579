import Pricing

/// Numbers in the unit in which they are claimed.
struct UnitText {
    private let unit: WrittenNumber.Unit?
    private let isMoney: Bool

    init(_ unit: WrittenNumber.Unit?, _ currency: Currency) {
        self.unit = unit
        isMoney = unit == .word(currency.code)
    }

    func text(_ value: Fraction) -> String {
        switch unit {
        case .percent: ((try? value.times(Fraction(100)).shortText()) ?? value.text()) + " %"
        case .word(let word): "\(value.text(least: isMoney ? 2 : 0)) \(word)"
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

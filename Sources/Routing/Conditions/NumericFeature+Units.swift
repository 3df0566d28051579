import Documents
public import Pricing

/// Columns hold whole numbers, and conditions compare fractions as well: the columns count in
/// smaller units, in which every comparison comes out as on the numbers themselves.
extension NumericFeature {
    /// How many decimals a number in a condition may have.
    var decimals: Int {
        switch self {
        case .latency: 6
        case .cost: 9
        default: 0
        }
    }

    /// How many units the last decimal has: a cost has more decimals than that, and lies on a
    /// billionth of a dollar (an even number of units) or between two (an odd one).
    private var unitsPerLastDecimal: Int64 { self == .cost ? 2 : 1 }

    /// A recorded cost in the units of `cost`.
    public static func units(of cost: Money) -> Int64 {
        let (billionths, rest) = cost.attos.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Int64(clamping: billionths * 2 + (rest == 0 ? 0 : 1))
    }

    /// A number in units; nil where it has too many decimals or is too large.
    func units(of number: DecimalNumber) -> Int64? {
        guard let scaled = number.scaled(to: decimals) else { return nil }
        let (units, overflow) = scaled.multipliedReportingOverflow(by: Int128(unitsPerLastDecimal))
        return overflow ? nil : Int64(exactly: units)
    }

    /// Units as the number that a condition states, without decimals beyond those.
    func text(of units: Int64) -> String {
        let digits = String(units / unitsPerLastDecimal)
        guard decimals > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let fraction = padded.suffix(decimals).reversed().drop { $0 == "0" }.reversed()
        let whole = padded.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(String(fraction))"
    }
}

internal import Documents
public import Pricing

extension Fraction {
    /// A decimal number; nil where it has more digits than can be calculated with.
    init?(_ number: DecimalNumber) {
        for decimals in [0, 6, 18] {
            guard let scaled = number.scaled(to: decimals) else { continue }
            self.init(scaled, over: powerOfTen(decimals))
            return
        }
        return nil
    }

    /// An amount of money in units of its currency.
    public init(_ amount: Money) {
        self.init(amount.attos, over: powerOfTen(Money.scale))
    }

    /// The number in units of 10^-`decimals`, rounded half to even.
    func rounded(decimals: Int) throws(AuditError) -> Int128 {
        let scaled = try times(Fraction(powerOfTen(decimals)))
        var (whole, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
        if rest < 0 { (whole, rest) = (whole - 1, rest + scaled.denominator) }
        let isBeyondHalf = rest > scaled.denominator - rest
        let isHalf = rest == scaled.denominator - rest
        return isBeyondHalf || (isHalf && whole & 1 == 1) ? whole + 1 : whole
    }

    /// The number as decimal digits: all of them where it has at most six decimals, else rounded to
    /// four digits that count, at least four decimals.
    ///
    /// - Parameter least: The fewest decimals that are printed.
    /// - Returns: Digits with a comma between each three before the point.
    public func text(least: Int = 0) -> String {
        for decimals in least...6 {
            guard let rounded = try? rounded(decimals: decimals) else { break }
            if Fraction(rounded, over: powerOfTen(decimals)) == self {
                return Fraction.digits(rounded, decimals: decimals)
            }
        }
        var decimals = 4
        while decimals < 18, let rounded = try? rounded(decimals: decimals), abs(rounded) < 1000 {
            decimals += 1
        }
        guard let rounded = try? rounded(decimals: decimals) else { return "beyond calculation" }
        return Fraction.digits(rounded, decimals: decimals)
    }

    /// The number as a percentage, without its sign.
    public var percentText: String {
        (try? times(Fraction(100)))?.text() ?? "beyond calculation"
    }

    /// Digits with a comma between each three before the point.
    static func digits(_ value: Int128, decimals: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = grouped(String(padded.dropLast(decimals)))
        let text = decimals > 0 ? "\(whole).\(padded.suffix(decimals))" : whole
        return value < 0 ? "-" + text : text
    }

    private static func grouped(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        return grouped(String(digits.dropLast(3))) + "," + digits.suffix(3)
    }
}

/// A power of ten, for exponents from 0 to 38.
func powerOfTen(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
}

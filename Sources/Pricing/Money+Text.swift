extension Money: CustomStringConvertible {
    /// The exact amount in decimal digits, at least two of them after the point: `107.61047758`.
    public var description: String {
        let digits = fixedPoint(attos, decimals: Money.scale)
        let excess = digits.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        return String(digits.dropLast(min(excess, Money.scale - 2)))
    }

    /// The amount rounded half to even at a number of decimals from 0 to 18.
    public func text(decimals: Int) -> String {
        fixedPoint(rounded(decimals: decimals), decimals: decimals)
    }

    /// The amount in units of 10^-`decimals`, rounded half to even.
    func rounded(decimals: Int) -> Int128 {
        let unit = UInt128.powerOfTen(Money.scale - decimals)
        let (whole, rest) = attos.magnitude.quotientAndRemainder(dividingBy: unit)
        let isBeyondHalf = rest > unit - rest
        let isHalf = rest == unit - rest
        let magnitude = Int128(isBeyondHalf || (isHalf && whole % 2 == 1) ? whole + 1 : whole)
        return attos < 0 ? -magnitude : magnitude
    }
}

private func fixedPoint(_ value: Int128, decimals: Int) -> String {
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let sign = value < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
}

extension UInt128 {
    static func powerOfTen(_ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

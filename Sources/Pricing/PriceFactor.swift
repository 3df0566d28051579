internal import Documents

/// What rates are multiplied by: an exact decimal number, of a discount, an exchange rate or both.
struct PriceFactor: Hashable, Sendable {
    private let digits: Int128
    private let decimals: Int

    static let one = PriceFactor(digits: 1, decimals: 0)
    private static let mostDecimals = 12

    private init(digits: Int128, decimals: Int) {
        (self.digits, self.decimals) = (digits, decimals)
    }

    /// A number of at most twelve digits, six of them before the point and none below zero.
    init?(_ number: DecimalNumber) {
        guard let digits = number.scaled(to: Self.mostDecimals), digits >= 0,
            digits < Int128(UInt128.powerOfTen(18))
        else { return nil }
        var (rest, decimals) = (digits, Self.mostDecimals)
        while decimals > 0, rest.isMultiple(of: 10) { (rest, decimals) = (rest / 10, decimals - 1) }
        guard rest < Int128(UInt128.powerOfTen(12)) else { return nil }
        self.init(digits: rest, decimals: decimals)
    }

    /// What is left after a part in percent is taken off, or nil where it is not from 0 to 100 with
    /// at most four decimals.
    init?(percentOff number: DecimalNumber) {
        guard let off = number.scaled(to: 4), (0...1_000_000).contains(off) else { return nil }
        self.init(digits: 1_000_000 - off, decimals: 6)
    }

    var isPositive: Bool { digits > 0 }

    static func * (left: PriceFactor, right: PriceFactor) -> PriceFactor {
        PriceFactor(digits: left.digits * right.digits, decimals: left.decimals + right.decimals)
    }

    /// A rate times the factor, rounded half to even at 10^-18 of the currency unit; nil beyond the
    /// bound.
    func applied(to rate: Rate) -> Rate? {
        let product = Int128(rate.attosPerToken).multipliedFullWidth(by: digits)
        let divisor = Int128(UInt128.powerOfTen(decimals))
        guard product.high == 0, product.low <= UInt128(Int128.max) else { return nil }
        let (whole, rest) = Int128(product.low).quotientAndRemainder(dividingBy: divisor)
        let isUp = rest * 2 > divisor || (rest * 2 == divisor && !whole.isMultiple(of: 2))
        return Rate(checkedAttosPerToken: whole + (isUp ? 1 : 0))
    }
}

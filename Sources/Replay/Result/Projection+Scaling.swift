public import Pricing

extension Projection {
    private static let nanosecondsPerDay: Int64 = 86_400_000_000_000
    private static let days: UInt128 = 30
    private static let attosPerMicro: UInt128 = 1_000_000_000_000

    /// Scales spend to 30 days of the time from the first call to the last; nil below one day.
    ///
    /// - Parameters:
    ///   - total: The spend; not negative.
    ///   - first: The time of the first call.
    ///   - last: The time of the last one.
    public init?(total: Money, from first: Timestamp, to last: Timestamp) {
        let (covered, isBeyond) = last.nanoseconds.subtractingReportingOverflow(first.nanoseconds)
        guard !isBeyond, covered >= Self.nanosecondsPerDay else { return nil }
        let (high, low) = total.attos.magnitude.multipliedFullWidth(
            by: Self.days * UInt128(Self.nanosecondsPerDay))
        let divisor = UInt128(covered) * Self.attosPerMicro
        guard high < divisor else { return nil }
        let (micros, rest) = divisor.dividingFullWidth((high, low))
        let isUp = rest > divisor - rest || (rest == divisor - rest && micros & 1 == 1)
        monthly = Money(attos: Int128(micros + (isUp ? 1 : 0)) * Int128(Self.attosPerMicro))
        basisNanoseconds = covered
        method =
            "priced spend as requested, scaled from the time between the first and the last call "
            + "to 30 days"
    }

    /// A count over the same time, scaled likewise and rounded down; nil where it is beyond counting.
    public func monthly(of count: UInt64) -> UInt64? {
        let product = UInt128(count) * Self.days * UInt128(Self.nanosecondsPerDay)
        return UInt64(exactly: product / UInt128(basisNanoseconds))
    }

    /// The time covered, in days to two decimals, half to even.
    public var basisDays: String {
        let unit = Self.nanosecondsPerDay / 100
        let (whole, rest) = basisNanoseconds.quotientAndRemainder(dividingBy: unit)
        let isUp = rest > unit - rest || (rest == unit - rest && whole & 1 == 1)
        let hundredths = whole + (isUp ? 1 : 0)
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

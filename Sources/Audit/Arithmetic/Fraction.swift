/// An exact number: a quotient of two integers in lowest terms.
public struct Fraction: Hashable, Comparable, Sendable {
    /// The upper number; carries the sign.
    public let numerator: Int128
    /// The lower number, above zero.
    public let denominator: Int128

    /// Nothing.
    public static let zero = Fraction(0)
    /// One.
    public static let one = Fraction(1)

    /// A whole number.
    public init(_ whole: Int128) {
        (numerator, denominator) = (whole, 1)
    }

    /// A quotient, brought to lowest terms.
    ///
    /// - Precondition: The lower number is not zero, and neither is the smallest 128-bit integer.
    public init(_ numerator: Int128, over denominator: Int128) {
        precondition(denominator != 0, "a fraction over zero")
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    /// Whether a number is the smaller one.
    public static func < (left: Fraction, right: Fraction) -> Bool {
        if (left.numerator < 0) != (right.numerator < 0) { return left.numerator < 0 }
        let a = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
        let b = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
        let isSmaller = (a.high, a.low) < (b.high, b.low)
        return left.numerator < 0 ? (b.high, b.low) < (a.high, a.low) : isSmaller
    }
}

extension AuditError {
    static let divisionByZero = AuditError("a division by zero")
    static let tooManyDigits = AuditError("a number with more digits than can be calculated with")
}

extension Fraction {
    func plus(_ other: Fraction) throws(AuditError) -> Fraction {
        let shared = Int128(
            greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
        let (own, others) = (other.denominator / shared, denominator / shared)
        let upper = try sum(try product(numerator, own), try product(other.numerator, others))
        return Fraction(upper, over: try product(denominator, own))
    }

    func minus(_ other: Fraction) throws(AuditError) -> Fraction {
        try plus(other.times(Fraction(-1)))
    }

    func times(_ other: Fraction) throws(AuditError) -> Fraction {
        // Crosswise in lowest terms first, so that the products stay small.
        let left = Fraction(numerator, over: other.denominator)
        let right = Fraction(other.numerator, over: denominator)
        return Fraction(
            try product(left.numerator, right.numerator),
            over: try product(left.denominator, right.denominator))
    }

    func divided(by other: Fraction) throws(AuditError) -> Fraction {
        guard other != .zero else { throw .divisionByZero }
        return try times(Fraction(other.denominator, over: other.numerator))
    }

    /// The distance from another number.
    func distance(to other: Fraction) throws(AuditError) -> Fraction {
        let difference = try minus(other)
        return difference < .zero ? try difference.times(Fraction(-1)) : difference
    }
}

private func product(_ left: Int128, _ right: Int128) throws(AuditError) -> Int128 {
    let (value, overflow) = left.multipliedReportingOverflow(by: right)
    guard !overflow, value != .min else { throw .tooManyDigits }
    return value
}

private func sum(_ left: Int128, _ right: Int128) throws(AuditError) -> Int128 {
    let (value, overflow) = left.addingReportingOverflow(right)
    guard !overflow, value != .min else { throw .tooManyDigits }
    return value
}

private func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left == 0 ? 1 : left
}

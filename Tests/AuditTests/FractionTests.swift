import Testing

@testable import Audit

@Suite struct FractionTests {
    @Test func lowestTermsAreKept() {
        #expect(Fraction(6, over: -4) == Fraction(-3, over: 2))
        #expect(Fraction(0, over: 7) == .zero)
    }

    @Test func calculationIsExact() throws {
        let third = Fraction(1, over: 3)
        #expect(try third.plus(third).plus(third) == .one)
        #expect(try Fraction.one.minus(Fraction(42, over: 800)) == Fraction(379, over: 400))
        #expect(try third.times(Fraction(3, over: 7)) == Fraction(1, over: 7))
        #expect(try third.divided(by: Fraction(2)) == Fraction(1, over: 6))
        #expect(try Fraction(-5).distance(to: Fraction(2)) == Fraction(7))
    }

    @Test func whatCannotBeCalculatedIsRefused() {
        #expect(throws: AuditError.divisionByZero) { try Fraction.one.divided(by: .zero) }
        let large = Fraction(Int128.max)
        #expect(throws: AuditError.tooManyDigits) { try large.times(large) }
        #expect(throws: AuditError.tooManyDigits) { try large.plus(.one) }
    }

    @Test func orderHoldsForLargeNumbersAndSigns() {
        let large = Fraction(Int128.max, over: Int128.max - 1)
        #expect(Fraction.one < large)
        #expect(Fraction(-1, over: 3) < Fraction(-1, over: 4))
        #expect(!(Fraction(-1, over: 4) < Fraction(-1, over: 3)))
        #expect(Fraction(-1) < .zero)
    }

    @Test(arguments: [
        (Fraction(5, over: 2), 0, 2), (Fraction(7, over: 2), 0, 4),
        (Fraction(-5, over: 2), 0, -2), (Fraction(-7, over: 3), 0, -2),
        (Fraction(2, over: 3), 2, 67),
    ])
    func roundingIsHalfToEven(_ value: Fraction, _ decimals: Int, _ expected: Int) throws {
        #expect(try value.rounded(decimals: decimals) == Int128(expected))
    }

    @Test(arguments: [
        (Fraction(4000), 2, "4,000.00"), (Fraction(42, over: 1000), 2, "0.042"),
        (Fraction(2, over: 3), 0, "0.6667"), (Fraction(1, over: 30_000), 0, "0.00003333"),
        (Fraction(-9475, over: 100), 0, "-94.75"), (Fraction(1_234_567), 0, "1,234,567"),
    ])
    func textHasTheDigitsThatCount(_ value: Fraction, _ least: Int, _ expected: String) {
        #expect(value.text(least: least) == expected)
    }
}

import Documents
import Testing

@Suite struct `Decimal numbers` {
    @Test(arguments: [
        ("0.42", "0.42"), ("15.00", "15"), ("-0.50", "-0.5"), ("+7", "7"), ("007", "7"),
        ("4.2e-07", "0.00000042"), ("5E2", "500"), ("0", "0"), ("-0.000", "0"),
        ("5.0000000000000004E-8", "0.000000050000000000000004"), ("1e9999", "1e9999"),
    ])
    func `are kept as written`(text: String, plain: String) throws {
        #expect(try #require(DecimalNumber(text)).description == plain)
    }

    @Test(arguments: [
        "", " ", "1 ", "abc", "nan", "inf", "0x10", "1_000", "1.", ".5", "-", "1e", "1e+", "1,5",
        "1e10000", "--1", "１",
    ])
    func `are nothing else`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func `are equal by value`() {
        #expect(DecimalNumber("15.00") == DecimalNumber("1.5e1"))
        #expect(DecimalNumber("15") != DecimalNumber("-15"))
    }

    @Test(arguments: [
        ("0.42", 2, 42), ("0.42", 1, nil), ("0.42", 4, 4200), ("-3", 0, -3), ("0", 99, 0),
        ("1200", -2, 12), ("1234", -2, nil),
        ("170141183460469231731687303715884105727", 0, Int128.max),
        ("170141183460469231731687303715884105728", 0, nil), ("1e9999", 0, nil),
    ])
    func `scale without loss or not at all`(text: String, scale: Int, expected: Int128?) throws {
        #expect(try #require(DecimalNumber(text)).scaled(to: scale) == expected)
    }

    @Test(arguments: [
        ("0.5", 0), ("1.5", 2), ("2.5", 2), ("2.51", 3), ("-1.5", -2), ("-2.5", -2),
        ("2.4999999999999999999999999999999999999999999999", 2), ("0.05", 0), ("0.51", 1),
        ("1e-9999", 0), ("9.5", 10),
    ])
    func `round half to even`(text: String, expected: Int128) throws {
        #expect(try #require(DecimalNumber(text)).rounded(to: 0) == expected)
    }
}

import Pricing
import Testing

@testable import Reports

@Suite struct NumberTests {
    /// Programs get digits, sign and point, or nothing: neither commas nor a dash.
    @Test(
        arguments: [
            (1234.5, "1234.50"), (-1_234_567, "-1234567.00"), (0, "0.00"),
            (1e15, "1000000000000000.00"),
            (1e300, nil), (.infinity, nil), (.nan, nil),
        ] as [(Double, String?)])
    func `estimates for programs are plain`(value: Double, text: String?) {
        #expect(Numbers.plain(value, decimals: 2) == text)
        #expect(JSONValue.estimate(value, decimals: 2) == JSONValue(text))
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (22_361_870, "22,361,870"),
            (UInt64.max, "18,446,744,073,709,551,615"),
        ] as [(UInt64, String)])
    func `thousands are separated`(count: UInt64, text: String) {
        #expect(Numbers.grouped(count) == text)
    }

    @Test(
        arguments: [
            (0, "0 requests"), (1, "1 request"), (2, "2 requests"), (4_448, "4,448 requests"),
        ] as [(UInt64, String)])
    func `one is singular`(count: UInt64, text: String) {
        #expect(Numbers.counted(count, "request") == text)
    }

    @Test(arguments: [
        ("75.80", "80", "94.75"),
        ("145.80", "150", "97.20"),
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("-1", "3", "-33.33"),
        ("0.00005", "1", "0.00"),  // 0.005 % lies half-way: the even 0.00
        ("0.00015", "1", "0.02"),  // 0.015 % too: the even 0.02
        ("0.000150000000000001", "1", "0.02"),
        ("0.000049999999999999", "1", "0.00"),
        ("-0.00015", "1", "-0.02"),
        ("10000000000", "0.000000000000000003", "333333333333333333333333333333.33"),
        ("0", "5", "0.00"),
    ])
    func `percentages are exact`(part: String, base: String, percent: String) {
        #expect(Percentage(money(part), of: money(base))?.description == percent)
    }

    @Test func `there is no percentage of nothing`() {
        #expect(Percentage(money("1"), of: .zero) == nil)
        #expect(Percentage(.zero, of: .zero) == nil)
        #expect(Percentage(1, of: 0) == nil)
    }

    @Test func `percentages read well`() throws {
        let change = try #require(Percentage(money("12.045"), of: money("1")))
        #expect(change.text == "1,204.50 %")
        #expect(change.changeText == "+1,204.50 %")
    }
}

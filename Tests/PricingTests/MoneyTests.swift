import Documents
import Pricing
import Testing

@Suite struct `An amount of money` {
    @Test(arguments: [
        ("4.2", "4.20"), ("107.61047758", "107.61047758"), ("-0.5", "-0.50"), ("0", "0.00"),
        ("12", "12.00"), ("0.000000000000000001", "0.000000000000000001"),
        ("1e10", "10000000000.00"),
        ("0.105", "0.105"), ("-0.01", "-0.01"),
    ])
    func `is written exactly, with two decimals at least`(value: String, text: String) throws {
        #expect(try money(value).description == text)
    }

    @Test(arguments: [
        ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("0.1251", 2, "0.13"), ("-0.125", 2, "-0.12"),
        ("-0.135", 2, "-0.14"), ("-0.001", 2, "0.00"), ("2.5", 0, "2"), ("3.5", 0, "4"),
        ("0.999", 2, "1.00"), ("1.5", 18, "1.500000000000000000"), ("1234567.005", 2, "1234567.00"),
    ])
    func `is rounded half to even when printed`(value: String, decimals: Int, text: String) throws {
        #expect(try money(value).text(decimals: decimals) == text)
    }

    @Test(arguments: [
        ("0.0000000000000000015", "0.000000000000000002"),
        ("0.0000000000000000025", "0.000000000000000002"),
        ("5.0000000000000000004E-8", "0.00000005"),
    ])
    func `with more digits than it holds is rounded only on request`(
        value: String, rounded: String
    ) throws {
        #expect(Money(exactly: try decimal(value)) == nil)
        #expect(Money(rounding: try decimal(value))?.description == rounded)
    }

    @Test(arguments: ["10000000000.000000000000000001", "-1e11", "1e9999"])
    func `beyond the bound is refused`(value: String) throws {
        #expect(Money(exactly: try decimal(value)) == nil)
        #expect(Money(rounding: try decimal(value)) == nil)
    }

    @Test func `adds, subtracts and compares`() throws {
        let (small, large) = (try money("0.10"), try money("0.20"))
        #expect(small + large == (try money("0.3")))
        #expect(small - large == -small)
        #expect(small < large)
        #expect([small, large, -small].reduce(.zero, +) == large)
    }

    @Test(arguments: [
        (["0.333", "0.333", "0.334"], "0.33 0.33 0.34"),
        (["0.005", "0.005", "0.005"], "0.01 0.01 0.00"),
        (["0.004", "0.004", "0.004"], "0.01 0.00 0.00"),
        (["-0.004", "0.009", "0.001"], "0.00 0.01 0.00"),
        (["1.00", "2.00"], "1.00 2.00"),
        ([], ""),
    ])
    func `in a column adds up to the printed total`(column: [String], printed: String) throws {
        let parts = try column.map(money)
        let total = parts.reduce(.zero, +)
        let rows = Money.apportioned(parts, total: total, decimals: 2)
        #expect(rows.map { $0.text(decimals: 2) }.joined(separator: " ") == printed)
        #expect(rows.reduce(.zero, +).description == total.text(decimals: 2))
    }

    @Test(arguments: 1...10)
    func `in any column is off by less than its last digit`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let parts = (0..<30).map { _ in
            Money(attos: Int128(Int64(bitPattern: random.next())))
        }
        let total = parts.reduce(.zero, +)
        let rows = Money.apportioned(parts, total: total, decimals: 4)
        #expect(rows.reduce(.zero, +).text(decimals: 4) == total.text(decimals: 4))
        for (row, part) in zip(rows, parts) {
            #expect((row - part).attos.magnitude < 100_000_000_000_000, "seed \(seed)")
        }
    }

    @Test func `in a column that lacks rows is rounded by itself`() throws {
        let rows = Money.apportioned([try money("0.006")], total: try money("1"), decimals: 2)
        #expect(rows == [try money("0.01")])
    }

    @Test func `of the largest run does not overflow`() throws {
        let highest = try Rate(perMillionTokens: decimal("100000"))
        let cost = highest.amount(of: Bounds.tokensPerRun)
        #expect(cost.description == "461168601842738790.40")
        let largest = try money("1e10").attos
        #expect(!largest.multipliedReportingOverflow(by: 1 << 33).overflow)
    }
}

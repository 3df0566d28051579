import Pricing
import Reports
import Testing

@Suite struct TableTests {
    private func amounts(
        _ amounts: [String], total: String? = nil, currency: Currency = .usd
    ) -> Table {
        Table(
            of: amounts,
            [
                .cost("cost", currency, total: total.map { money($0) }) { money($0) }
            ])
    }

    private func cells(_ table: Table) -> [String] {
        table.text().split(separator: "\n").dropFirst(2).map { $0.filter { $0 != " " } }
            .filter { !$0.allSatisfy { $0 == "-" } }
    }

    @Test func `columns are aligned by their kind`() throws {
        let table = Table(
            columns: [
                .init("model"), .init("requests", .count), .init("cost", .money(.usd)),
                .init("change", .change),
            ],
            rows: [
                [.name("gpt-4.1"), .count(4_448), .money(money("1234.5")), .none],
                [
                    .name("日本"), .count(7), .money(money("0.0000042")),
                    .percent(try #require(Percentage(1, of: 8))),
                ],
            ],
            total: [
                .text("total"), .count(4_455), .money(money("1234.5000042")), .missing(""),
            ])
        #expect(
            table.text(indent: 1) == """
                 model    requests            cost    change
                 -------  --------  --------------  --------
                 gpt-4.1     4,448  $1,234.5000000         –
                 日本            7      $0.0000042  +12.50 %
                 -------  --------  --------------  --------
                 total       4,455  $1,234.5000042

                """)
        #expect(
            table.markdown() == """
                | model     | requests |           cost |   change |
                | --------- | -------: | -------------: | -------: |
                | `gpt-4.1` |    4,448 | $1,234.5000000 |        – |
                | `日本`    |        7 |     $0.0000042 | +12.50 % |
                | total     |    4,455 | $1,234.5000042 |          |

                """)
    }

    @Test(arguments: [
        (["1", "2.5"], ["$1.00", "$2.50"]),
        (["107.61047758", "211.6"], ["$107.61047758", "$211.60000000"]),
        (["-1204.5", "0"], ["-$1,204.50", "$0.00"]),
        // Beyond ten decimals, rounded half to even …
        (["0.12345678905", "0.12345678915"], ["$0.1234567890", "$0.1234567892"]),
        // … unless an amount would then look as if it were free.
        (["0.00000000001", "1"], ["$0.00000000001", "$1.00000000000"]),
    ])
    func `amounts in a column have the same decimals`(exact: [String], printed: [String]) {
        #expect(cells(amounts(exact)) == printed)
    }

    @Test func `printed amounts add up to their printed total`() {
        let thirds = Array(repeating: "0.333333333333", count: 3)
        #expect(
            cells(amounts(thirds, total: "0.999999999999")) == [
                "$0.3333333334", "$0.3333333333", "$0.3333333333", "$1.0000000000",
            ])
    }

    @Test(arguments: [("EUR", "€1.50"), ("CNY", "¥1.50"), ("CHF", "CHF1.50")])
    func `amounts bear their currency`(code: String, printed: String) throws {
        let currency = try #require(Currency(code))
        #expect(cells(amounts(["1.5"], currency: currency)) == [printed])
    }

    @Test func `unpriced is a word, not an amount`() {
        let table = Table(of: ["1.5", nil], [.cost("cost", .usd) { $0.map { money($0) } }])
        #expect(cells(table) == ["$1.50", "unpriced"])
    }

    @Test(arguments: [(nil, 80), (90, 80), (89, 60), (50, 40), (10, 20)] as [(Int?, Int)])
    func `long names lose their middle where they don't fit`(width: Int?, length: Int) {
        let name = String(repeating: "a", count: 500) + "z"
        let table = Table(of: [name], [.name("model") { $0 }, .count("requests") { _ in 1 }])
        let printed = table.text(width: width).split(separator: "\n")[2].prefix { $0 != " " }
        #expect(printed.count == length)
        #expect(printed.contains("…"))
        #expect(printed.hasPrefix("aaa") && printed.hasSuffix("az"))
    }
}

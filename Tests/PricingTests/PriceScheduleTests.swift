import Documents
import Pricing
import Testing

@Suite struct `Price lists in force one after another` {
    private func list(
        _ name: String, _ models: String, from start: String? = nil, currency: String = "USD"
    ) throws -> PriceTable {
        try PriceTable.file(name, models, start: start, currency: currency)
    }

    private func schedule() throws -> PriceSchedule {
        try PriceSchedule([
            list("third", "  - {id: b, all_tokens: 4}", from: "2026-03-01"),
            list("first", "  - {id: a, all_tokens: 1}"),
            list(
                "second", "  - {id: a, all_tokens: 2}\n  - {id: b, all_tokens: 3}",
                from: "2026-01-01"),
        ])
    }

    @Test(arguments: [
        ("a", "2025-12-31T23:59:59Z", "0.000001"), ("a", "2026-01-01T00:00:00Z", "0.000002"),
        ("a", "2026-03-01T00:00:00Z", "not in price table third"),
        ("b", "2020-01-01T00:00:00Z", "not in price table first"),
        ("b", "2026-02-28T23:59:59Z", "0.000003"), ("b", "2030-01-01T00:00:00Z", "0.000004"),
    ])
    func `price a call by the one of its time`(
        model: String, time: String, outcome: String
    ) throws {
        let instant = try #require(Timestamp(rfc3339: time))
        let quote = try schedule().quote(
            model: model, usage: TokenUsage(input: 1),
            in: PriceClass(
                serviceTier: .standard, totalInput: 1, moment: PriceClass.Moment(instant)))
        switch quote {
        case .priced: #expect(quote.total?.description == outcome)
        case .unpriced(let reason): #expect(reason.description == outcome)
        }
    }

    @Test func `are named in their order`() throws {
        #expect(try schedule().name == "first, then second, then third")
        #expect(try schedule().models.map(\.id) == ["b", "a"])
        #expect(
            try schedule().model("a")?.rate(of: .input, in: .standard)?.attosPerToken
                == 2_000_000_000_000)
    }

    @Test func `before the first date price nothing`() throws {
        let schedule = try PriceSchedule([
            list("a", "  - {id: a, all_tokens: 1}", from: "2026-01-01"),
            list("b", "  - {id: a, all_tokens: 1}", from: "2026-02-01"),
        ])
        let early = PriceClass.Moment(try #require(Timestamp(date: "2025-01-01")))
        let quote = schedule.quote(
            model: "a", usage: TokenUsage(input: 1),
            in: PriceClass(serviceTier: .standard, totalInput: 1, moment: early))
        guard case .unpriced(let reason) = quote else {
            Issue.record("\(quote)")
            return
        }
        #expect(reason.description == "no rate before 2026-01-01; use --price-at")
    }

    @Test(arguments: [
        (nil, nil, "USD", "neither says from when it is in force; add effective_from"),
        ("2026-01-01", "2026-01-01", "USD", "are both in force from 2026-01-01; expected diff"),
        (nil, "2026-01-01", "CNY", "are in USD and CNY; give a rate such as --fx 'CNY=0.14 USD @"),
    ])
    func `are refused where they can't be`(
        first: String?, second: String?, currency: String, message: String
    ) throws {
        let tables = [
            try list("one", "  - {id: a, all_tokens: 1}", from: first),
            try list("two", "  - {id: a, all_tokens: 1}", from: second, currency: currency),
        ]
        let error = #expect(throws: ScheduleError.self) { try PriceSchedule(tables) }
        #expect(error?.description.contains(message) == true, "\(error as Any)")
    }

    @Test func `know a given name in those that know its model`() throws {
        let alias = try #require(PriceAlias("house=a"))
        let schedule = try #require(try schedule().adding(alias))
        #expect(schedule.tables.map { $0.model("house")?.id } == ["a", "a", nil])
    }
}

extension PriceTable {
    /// A table of a name, a date and a currency.
    static func file(
        _ name: String, _ models: String, start: String? = nil, currency: String = "USD"
    ) throws -> PriceTable {
        let heading = start.map { "effective_from: \($0)\n" } ?? ""
        return try PriceTable(
            Document(
                text: "prices: \(name)\nversion: 1\ncurrency: \(currency)\nunit: 1M tokens\n"
                    + "\(heading)models:\n\(models)", name: "\(name).yaml"))
    }
}

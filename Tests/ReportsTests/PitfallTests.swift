import Calls
import Pricing
import Replay
import Reports
import Testing

/// Ways in which cost tools go wrong, as far as reports are concerned.
@Suite struct ReportPitfalls {
    /// Three models whose costs have more decimals than are printed.
    private func thirds() async throws -> ReplayResult {
        let prices = ["a", "b", "c"].map { "- {id: \($0), all_tokens: 0.000333333333}" }
        return try await replay(
            ["a", "b", "c"].map { TestCall(model: $0, usage: TokenUsage(input: 1_001)) },
            prices: prices.joined(separator: "\n"), policy: nil)
    }

    @Test func `12: columns that don't add up`() async throws {
        let result = try await thirds()
        #expect(result.asRequested.total.description == "0.000001000999998999")
        #expect(
            result.section("Models, as requested").suffix(5) == [
                "  a             1   1,001  $0.0000003337",
                "  b             1   1,001  $0.0000003337",
                "  c             1   1,001  $0.0000003336",
                "  -----  --------  ------  -------------",
                "  total         3   3,003  $0.0000010010",
            ])
    }

    @Test func `12: rounding that hides micro-dollars`() async throws {
        let result = try await replay(
            [TestCall(model: "cheap", usage: TokenUsage(input: 3))], policy: nil)
        #expect(result.answer == "As requested this traffic costs $0.0000013.")
        #expect(result.section("Costs").last?.contains(" $0.00000126 ") == true)
        #expect(result.csv(.totals).contains("as_requested,,USD,0.00000126,1,0"))
    }

    @Test func `13: near names are suggested and nothing is priced by them`() async throws {
        let result = try await replay([TestCall(), TestCall(model: "Dear")], policy: nil)
        #expect(
            result.section("Without a price") == [
                "  column        model  reason                   requests     tokens  similar names",
                "  ------------  -----  -----------------------  --------  ---------  -------------",
                "  as requested  Dear   not in price table test         1  1,000,000  dear",
                "  A similar name is a suggestion only: nothing was priced by it.",
            ])
        #expect(result.answer.contains("$8.00 with 1 of 2 requests unpriced"))
    }

    @Test func `14: recorded cost mixed with computed cost`() async throws {
        let result = try await replay([TestCall(cost: "6.5"), TestCall()], policy: nil)
        #expect(
            result.section("Recorded costs").suffix(2) == [
                "  recorded in the log     $6.50                1         1",
                "  as requested, by test  $16.00                2         0",
            ])
        #expect(result.csv(.totals).contains("recorded,,USD,6.50,1,1,,,"))
        #expect(result.section("Costs").allSatisfy { !$0.contains("6.50") })
    }

    @Test func `18: unpriced usage shown as nothing`() async throws {
        let calls = [
            TestCall(model: "stranger", team: "a"), TestCall(team: "b"),
            TestCall(team: "b", usageState: .unknown),
        ]
        let result = try await replay(calls, policy: nil, by: ["team"])
        #expect(
            result.section("By team").suffix(4)
                == [
                    "  b             2  1,000,000         $8.00         1",
                    "  a             1  1,000,000      unpriced         1",
                    "  -----  --------  ---------  ------------  --------",
                    "  total         3  2,000,000         $8.00         2",
                ])
        #expect(result.csv(.groups).contains("team,a,as_requested,,1,1000000,USD,,1\r\n"))
        #expect(
            result.csv(.models).contains(
                "as_requested,,stranger,1,1000000,USD,,not in price table test\r\n"))
        #expect(try ReplayJSON(result).text().contains("\"unpriced_requests\" : 1"))
    }

    @Test func `18: traffic without any price shown as free`() async throws {
        let result = try await replay([TestCall(model: "stranger")], policy: nil)
        #expect(!result.text.contains("$0.00"))
        #expect(!result.markdown.contains("$0.00"))
        #expect(result.csv(.totals).contains("as_requested,,USD,,0,1,,,"))
    }

    @Test func `18: columns compared that price other requests`() async throws {
        let result = try await replay(
            [TestCall(), TestCall(model: "stranger")], baselines: ["cheap"])
        #expect(
            result.section("Costs").suffix(4) == [
                "  as requested   $8.00                 –                1         1",
                "  all at cheap   $0.84                 –                2         0",
                "  policy router  $0.84                 –                2         0",
                "  No difference is shown where other requests are priced than as requested.",
            ])
        #expect(result.csv(.totals).contains("baseline,cheap,USD,0.84,2,0,,,\r\n"))
    }
}

import Calls
import Pricing
import Replay
import Reports
import Testing

@Suite struct ReportTests {
    private func full() async throws -> ReplayResult {
        let calls = [
            TestCall(
                usage: TokenUsage(input: 812_345, cacheRead: 1_234, output: 77_001, reasoning: 12),
                contentLength: 2_000, operation: "a"),
            TestCall(operation: "a", time: "2026-01-08T08:00:00Z"),
        ]
        return try await replay(calls, baselines: ["cheap", "dear"])
    }

    @Test func `text has the answer first and then the tables`() async throws {
        #expect(
            try await full().text == """
                `router` costs $7.54, 50.12 % less than as requested ($15.12).

                Costs
                  column               total  vs. as requested  requests priced  unpriced
                  -------------  -----------  ----------------  ---------------  --------
                  as requested   $15.1246400                 –                2         0
                  all at cheap    $0.7940436          -94.75 %                2         0
                  all at dear    $15.1246400            0.00 %                2         0
                  policy router   $7.5446400          -50.12 %                2         0

                Savings
                  policy  against        cost there        saved   saved, %  requests compared
                  ------  ------------  -----------  -----------  ---------  -----------------
                  router  as requested  $15.1246400   $7.5800000    50.12 %                  2
                  router  all at cheap   $0.7940436  -$6.7505964  -850.15 %                  2
                  router  all at dear   $15.1246400   $7.5800000    50.12 %                  2

                  Both sides are summed over the requests that have a price on both.

                Models, as requested
                  model  requests     tokens       cost
                  -----  --------  ---------  ---------
                  dear          2  1,890,580  $15.12464
                  -----  --------  ---------  ---------
                  total         2  1,890,580  $15.12464

                Models, policy `router`
                  model  requests     tokens      cost
                  -----  --------  ---------  --------
                  dear          1    890,580  $7.12464
                  cheap         1  1,000,000  $0.42000
                  -----  --------  ---------  --------
                  total         2  1,890,580  $7.54464

                Rules
                  policy  rule  requests    share
                  ------  ----  --------  -------
                  router  long         1  50.00 %
                  router  rest         1  50.00 %

                A month of this traffic
                  $151.25, from 3.00 days of traffic: priced spend as requested, scaled from the time between the
                  first and the last call to 30 days.

                Traffic
                  traffic                         count
                  --------------------------  ---------
                  requests                            2
                  operations                          1
                  input tokens                1,813,579
                  of which read from a cache      1,234
                  output tokens                  77,001
                  of which reasoning                 12

                Sources
                  - read from `log.jsonl` (native)
                  - from 2026-01-05T08:00:00Z to 2026-01-08T08:00:00Z
                  - prices of `test` in USD, SHA-256 f904237cfc55…

                Assumptions
                  - calls that move to another model keep their cache reads (cache=kept; --assume cache=lost or
                    cache=session bills them as input)
                  - all models count the same tokens (tokens.MODEL=1.0 for each)

                """)
    }

    @Test func `Markdown says the same`() async throws {
        let result = try await full()
        #expect(
            result.markdown.hasPrefix(
                """
                # What the traffic costs

                `router` costs $7.54, 50.12 % less than as requested ($15.12).

                ## Costs

                | column          |       total | vs. as requested | requests priced | unpriced |
                | --------------- | ----------: | ---------------: | --------------: | -------: |
                | as requested    | $15.1246400 |                – |               2 |        0 |
                """))
        #expect(result.markdown.contains("\n## Models, policy `router`\n\n| model   |"))
    }

    @Test func `headings stand out only in a terminal`() async throws {
        let result = try await full()
        let report = ReplayReport(
            result, heading: "Trace of `azure`", notes: ["Try `x` too."],
            nextSteps: ["tollgate replay my.jsonl"])
        let plain = report.text(isColored: false)
        let colored = report.text(isColored: true)
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.hasPrefix("\u{1B}[1mTrace of `azure`\u{1B}[0m\n"))
        #expect(
            colored.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == plain)
        #expect(
            plain.hasSuffix(
                "\nNotes\n  - Try `x` too.\n\nNext steps\n  tollgate replay my.jsonl\n"))
        #expect(report.markdown().hasPrefix("# Trace of `azure`\n"))
        #expect(
            report.markdown().hasSuffix("## Next steps\n\n```sh\ntollgate replay my.jsonl\n```\n"))
    }

    @Test(arguments: [40, 60, 100])
    func `prose keeps within the width`(width: Int) async throws {
        let result = try await full()
        let text = ReplayReport(result, notes: ["word " + String(repeating: "words ", count: 60)])
            .text(isColored: false, width: width)
        let prose = text.split(separator: "\n").filter { $0.contains("words") }
        #expect(prose.count > 3)
        #expect(prose.allSatisfy { $0.count <= width })
    }

    @Test func `list prices stand beside those that price input as output`() async throws {
        let result = try await replay(
            [TestCall(model: "gpt-4.1", usage: TokenUsage(input: 900_000, output: 100_000))],
            policy: nil
        ) { plan in
            plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
            plan.listPrices = try PriceTable.named("list-2026")
        }
        #expect(
            result.section("List prices").dropFirst(2) == [
                "  as requested, by headline-2026  $8.00                1         0",
                "  as requested, by list-2026      $2.60                1         0",
                "  `headline-2026`: one price for every token, which is the output price; input is billed at the",
                "  output rate.",
            ])
    }

    @Test func `skipped lines are listed with the first of them`() async throws {
        let summary = SourceSummary(
            files: ["a.jsonl"], formats: ["native"],
            skipped: [SkippedLines(reason: "not JSON", lines: 1_200, first: "a.jsonl:7")],
            assumptions: [])
        let result = try await replay([TestCall()], summary: summary)
        #expect(result.section("Skipped lines").last == "  not JSON  1,200  a.jsonl:7")
    }

    @Test func `many rows are summed up`() async throws {
        let calls = (1...150).map { TestCall(team: "team \($0)") }
        let result = try await replay(calls, by: ["team"])
        let section = result.section("By team")
        #expect(section.count == 105)
        #expect(section.contains { $0.hasPrefix("  51 more         51   51,000,000 ") })
        #expect(section[103].contains("150  150,000,000     $1,200.00  $63.00"))
        #expect(result.csv(.groups).split(separator: "\r\n").count == 301)
    }

    @Test func `a report of nothing has no empty table`() async throws {
        let text = try await replay([], policy: nil).text
        for title in ["Savings", "Rules", "Without a price", "Recorded costs", "Assumptions"] {
            #expect(!text.contains("\n\(title)\n"))
        }
    }

    @Test func `the reports of one result are the same bytes`() async throws {
        #expect(try await full().text == (try await full().text))
        #expect(
            try ReplayJSON(try await full()).text() == (try ReplayJSON(try await full()).text()))
    }
}

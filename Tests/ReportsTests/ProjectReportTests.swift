import Documents
import Finance
import Foundation
import Pricing
import Reports
import Testing

@Suite struct ProjectReportTests {
    private static func outcome(_ lines: String) throws -> ProjectOutcome {
        let text = "scenario: test\nversion: 1\n" + lines
        return ProjectOutcome(
            of: try Project(
                Scenario(Document(text: text, name: "test.yaml")),
                prices: PriceTable.named("headline-2026")))
    }

    private static func text(_ lines: String) throws -> String {
        ProjectReport(try outcome(lines)).text(isColored: false)
    }

    private static func tutorial() throws -> ProjectOutcome {
        ProjectOutcome(
            of: try Project(Scenario.named("tutorial"), prices: PriceTable.named("headline-2026")))
    }

    /// A line of a report as its cells.
    private static func line(_ start: String, in text: String) -> [Substring]? {
        text.split(separator: "\n").map { $0.drop { $0 == " " } }
            .first { $0.hasPrefix(start) }?.split(separator: /\s{2,}/)
    }

    @Test func answerComesFirst() throws {
        let text = ProjectReport(try Self.tutorial()).markdown()
        #expect(
            text.hasPrefix(
                """
                # Return on `tutorial`

                `tutorial` saves $3,790.00 a month, $45,480.00 a year; it pays back the \
                $11,100.00 laid out in ≈ 3.1 months, and it is worth ≈ $29,655.52 today, over 12 \
                months at 8 % a year.

                """))
    }

    @Test func tutorialsBillIsReproduced() throws {
        let text = try Self.text("saving: {monthly_cost: 5000 USD, percent: 94.75%}")
        #expect(Self.line("saving a month  ", in: text)?[1] == "$4,737.50")
        #expect(Self.line("saving a year", in: text)?[1] == "$56,850.00")
        let volumes = ProjectReport(try Self.tutorial()).text(isColored: false)
        #expect(
            Self.line("625,000,000", in: volumes) == [
                "625,000,000", "$5,000.00", "$262.50", "$4,737.50", "94.75 %", "$56,850.00",
            ])
    }

    /// What follows from exact amounts is plain, all else carries its sign.
    @Test func projectedNumbersCarryTheSign() throws {
        let document = ProjectReport(try Self.tutorial()).markdown()
        let sections = document.components(separatedBy: "\n## ")
        let exact = try #require(sections.first { $0.hasPrefix("Exact results") })
        #expect(!exact.contains("≈"))
        for title in ["Projected results", "Year by year", "Sensitivity", "Simulation"] {
            let section = try #require(sections.first { $0.hasPrefix(title) })
            #expect(section.contains("≈ "))
        }
        let projected = try #require(sections.first { $0.hasPrefix("Projected results") })
        #expect(!projected.contains(/[^≈]\s-?\$/))
    }

    @Test func lossNeverPaysBack() throws {
        let text = try Self.text("saving: -100 USD/month\nmigration: 1000 USD")
        #expect(text.contains("`test` costs $100.00 more a month, $1,200.00 a year; it never pays"))
        #expect(Self.line("payback", in: text)?[1] == "never within 12 months")
        #expect(Self.line("internal rate", in: text)?[1] == "none")
        #expect(text.contains("- the change costs more than it saves, before any other cost"))
        #expect(text.contains("- there is no internal rate of return: the savings never make up"))
    }

    /// The saving shrinks below what running costs, so that the amounts change sign twice.
    ///
    /// The two rates of a month are those of numpy's roots: 0.6746199885833581 % and 23.109344222774375 %.
    @Test func severalRatesAreAllShownWithAWarning() throws {
        let text = try Self.text(
            "saving: 6000\nmigration: 10000\noperations: 300\ngrowth: -30%\nterm: 36")
        let rates = text.split(separator: "\n").filter { $0.contains("(IRR)") }
        #expect(rates.count == 2)
        #expect(rates.first?.contains("≈ 0.67 % a month") ?? false)
        #expect(rates.last?.contains("≈ 23.11 % a month") ?? false)
        #expect(text.contains("NPV is 0 at 2 rates: none of them is the"))
        #expect(text.contains("but the sum falls below 0 again"))
    }

    @Test func whatGrowsBeyondMeasureIsSaidToDoSo() throws {
        let text = try Self.text("saving: 1000\ngrowth: 50%\nterm: 600")
        #expect(text.contains("beyond counting"))
        #expect(!text.contains("$–"))
    }

    @Test func conventionIsStated() throws {
        let effective = try Self.text("saving: 1")
        #expect(effective.contains("effective, (1 + r)^(1/12) - 1  not given: the usual value"))
        let nominal = try Self.text("saving: 1\ndiscounting: nominal")
        #expect(nominal.contains("nominal, r / 12  test.yaml:4"))
        #expect(
            nominal.contains("- a month's discount rate follows from the year's by r / 12 (nom"))
    }

    @Test func marginIsLeftAfterAllCosts() throws {
        let text = try Self.text(
            """
            saving: {monthly_cost: 9.90, percent: 50%}
            operations: 0.05
            traffic: {requests: 1000, users: 125, tokens: 2640000, revenue: 25 USD/month}
            """)
        #expect(Self.line("per request", in: text)?[1] == "$0.0099")
        #expect(Self.line("per user", in: text)?[1] == "$0.0792")
        #expect(Self.line("per 1M tokens", in: text)?[1] == "$3.7500")
        #expect(text.contains("$15.10 (60.40 %) is left now, and $20.00 (80.00 %) then"))
    }

    @Test func selfHostingNamesTheVolumes() throws {
        let text = try Self.text(
            """
            saving: 1
            self_hosting: {fixed: 18000, per_million_tokens: 0.40, against: 2.20 USD}
            """)
        #expect(
            Self.line("10,000,000,000", in: text) == [
                "10,000,000,000", "any more", "$22,000.00", "$22,000.00",
            ])
        let never = try Self.text(
            "saving: 1\nself_hosting: {fixed: 1, per_million_tokens: 9, against: gpt-4.1}")
        #expect(never.contains("it pays at no volume"))
    }

    @Test func everyCSVSectionHasRowsOfItsHeader() throws {
        let project = try Project(
            Scenario(Document(text: Scenario.example, name: "example.yaml")),
            prices: PriceTable.named("headline-2026"))
        let outcome = ProjectOutcome(of: project)
        let rows: [ProjectCSV.Section: Int] = [
            .results: 14, .months: 25, .years: 3, .volumes: 3, .breakEven: 4, .units: 4,
            .sensitivity: 9, .simulation: 9,
        ]
        for section in ProjectCSV.Section.allCases {
            let lines = ProjectCSV(outcome, section: section).text().split(separator: "\r\n")
            #expect(lines.count - 1 == rows[section], "\(section)")
            let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
            for line in lines {
                #expect(
                    line.split(separator: ",", omittingEmptySubsequences: false).count == columns)
            }
        }
    }

    @Test func csvHasExactAndProjectedApart() throws {
        let lines = ProjectCSV(try Self.tutorial()).text().split(separator: "\r\n")
        #expect(lines[0] == "figure,exact,projected,unit")
        #expect(lines.contains("saving_year,45480.00,,USD"))
        #expect(lines.contains("net_present_value,,29655.516797,USD"))
        #expect(lines.contains("internal_rate,,30.596159,percent a month"))
    }

    @Test func jsonFollowsItsSchema() throws {
        let text = try ProjectJSON(try Self.tutorial()).text()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tollgate.roi/1")
        let exact = try #require(object["exact"] as? [String: Any])
        #expect(exact["saving_month"] as? String == "3790.00")
        #expect(exact["one_off"] as? String == "11100.00")
        let projected = try #require(object["projected"] as? [String: Any])
        #expect(projected["net_present_value"] as? String == "29655.516797")
        let rates = try #require(projected["internal_rates"] as? [[String: String]])
        #expect(rates.map { $0["monthly_percent"] } == ["30.596159"])
        #expect((projected["months"] as? [String])?.count == 13)
        #expect((object["inputs"] as? [[String: Any]])?.count == 10)
    }

    @Test func namesFromFilesAreHarmless() throws {
        let text = """
            scenario: "a | b <b>"
            version: 1
            note: "see | [x](http://x)"
            saving: 1
            """
        let project = try Project(
            Scenario(Document(text: text, name: "test.yaml")),
            prices: PriceTable.named("headline-2026"))
        let markdown = ProjectReport(ProjectOutcome(of: project)).markdown()
        #expect(!markdown.contains("<b>"))
        #expect(!markdown.contains("[x](http"))
    }
}

import Foundation
import Testing

@Suite struct RoiCommandTests {
    private static let log = Repository.cases.appending(path: "periods-compared/log.jsonl").path

    private static func run(_ arguments: String...) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["roi"] + arguments)
    }

    private static func results(_ arguments: [String]) async throws -> [Substring] {
        let outcome = try await TollgateProcess.run(
            ["roi", "--format", "csv", "--quiet"] + arguments)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\r\n")
    }

    @Test func tutorialWorksFromNothing() async throws {
        let outcome = try await Self.run("tutorial", "--format", "json")
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(result["schema"] as? String == "tollgate.roi/1")
        #expect((result["prices"] as? [String: Any])?["name"] as? String == "headline-2026")
    }

    @Test(arguments: [
        (["--monthly-cost", "5000", "--saving-percent", "94.75"], "saving_month,4737.50,,USD"),
        (["--monthly-cost", "5000", "--saving-percent", "94.75"], "saving_year,56850.00,,USD"),
        (["--monthly-saving", "4737.50"], "saving_year,56850.00,,USD"),
        (["--monthly-saving", "5 EUR/month"], "saving_month,5.00,,EUR"),
        (["tutorial", "--volume", "100M"], "saving_month,758.00,,USD"),
        (["tutorial", "--hours", "40"], "one_off,6300.00,,USD"),
        (["tutorial", "--monthly-saving", "1000"], "saving_year,12000.00,,USD"),
        (["tutorial", "--discounting", "nominal"], "net_present_value,,29595.067576,USD"),
        (
            ["--volume", "1B", "--from-model", "gpt-4.1", "--to-model", "deepseek-v3.2"],
            "saving_month,7580.00,,USD"
        ),
        (
            [
                "--volume", "1M", "--from-model", "gpt-4.1", "--to-model", "deepseek-v3.2",
                "--prices", "list-2026", "--input-share", "100%",
            ], "saving_month,1.72,,USD"
        ),
        (["--monthly-saving=-100", "--migration", "50"], "payback,,,months"),
        // Nothing is laid out, so there is nothing that could be paid back in no time.
        (["--monthly-saving=-50"], "payback,,,months"),
        (["--monthly-saving", "50"], "discounted_payback,,,months"),
    ])
    func givenNumbersGoIn(_ arguments: [String], _ line: String) async throws {
        let results = try await Self.results(arguments)
        #expect(results.contains(Substring(line)), "\(results)")
    }

    @Test func exampleIsAScenario() async throws {
        let example = try await Self.run("--example")
        #expect(example.exitCode == 0)
        try await Repository.withTemporaryFolder { folder in
            try folder.write(example.output, to: "mine.yaml")
            let outcome = try await TollgateProcess.run(
                ["roi", "--scenario", "mine.yaml", "--migration", "100"], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("$100.00  --migration"))
            #expect(outcome.output.contains("$120.00/hour  mine.yaml:20"))
        }
    }

    /// Two users, 45 days apart: 100 M tokens of GPT-4.1 each, which the policy moves; scaled from
    /// 45 days to 30 that is two thirds of 1,600 and of 84 dollars.
    @Test func logsTellTheSaving() async throws {
        func line(_ day: String, _ user: String) -> String {
            """
            {"ts":"\(day)T00:00:00Z","model":"gpt-4.1","user":"\(user)",\
            "prompt_tokens":60000000,"completion_tokens":40000000,"content_length":10,\
            "message_count":1,"system":"none"}

            """
        }
        try await Repository.withTemporaryFolder { folder in
            try folder.write(line("2026-01-01", "a") + line("2026-02-15", "b"), to: "log.jsonl")
            let outcome = try await TollgateProcess.run(
                [
                    "roi", "log.jsonl", "--policy", "tutorial", "--migration", "1000", "--revenue",
                    "5000", "--format", "json",
                ], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let result = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let exact = try #require(result["exact"] as? [String: Any])
            #expect(exact["saving_month"] is NSNull)
            let measured = try #require(exact["measured"] as? [String: Any])
            #expect(measured["saved"] as? String == "1516.00")
            #expect(measured["days"] as? String == "45.00")
            #expect(measured["users"] as? Int == 2)
            #expect(measured["requests"] as? Int == 2)
            let units = try #require(exact["units"] as? [[String: String]])
            #expect(units.first { $0["per"] == "user" }?["before"] == "800.00")
            let projected = try #require(result["projected"] as? [String: Any])
            #expect(projected["saving_month"] as? String == "1010.666667")
            // What is scaled is not exact, nor is what is left of revenue after it.
            #expect(exact["margin"] is NSNull)
            let margin = try #require(projected["margin"] as? [String: String])
            #expect(margin["before_month"] == "3933.333333")
            let inputs = try #require(result["inputs"] as? [[String: Any]])
            #expect(inputs.first?["value"] as? String == "≈ $1,010.67/month")
        }
    }

    /// The simulation would be one of another saving.
    @Test(arguments: [[Self.log, "--policy", "tutorial"], ["--monthly-saving", "50"]])
    func uncertainSavingIsNotReplaced(_ arguments: [String]) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(
                """
                scenario: uncertain
                version: 1
                saving: 4000
                uncertain:
                  saving: {normal: {mean: 4000, sd: 400}}

                """, to: "mine.yaml")
            let outcome = try await TollgateProcess.run(
                ["roi", "--scenario", "mine.yaml"] + arguments, in: folder)
            #expect(outcome.exitCode == 64)
            #expect(outcome.errors.contains("replaces the saving a month, and mine.yaml:5 says"))
            #expect(outcome.errors.contains("leave saving out of uncertain"))
        }
    }

    @Test func unpricedCallsAreSaid() async throws {
        let outcome = try await Self.run(
            Self.log, "--policy", "tutorial", "--format", "markdown")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let lead = outcome.output.components(separatedBy: "\n## ")[0]
        #expect(lead.contains("no price on one side: 1 of 10 requests"))
        #expect(!outcome.output.contains("per user"))
    }

    @Test(arguments: [
        ("", Int32(2), "nothing says what is saved"),
        ("tutorail", 2, "tutorail: no such file"),
        ("--scenario tutorail", 2, "did you mean tutorial?"),
        ("--scenario none.yaml", 2, "none.yaml: no such file"),
        ("--monthly-saving 1 --term 0", 64, "--term is \"0\"; expected whole months"),
        ("--monthly-saving 1 --hours=-1", 64, "--hours is \"-1\"; expected hours"),
        ("--monthly-saving 1 --discount-rate=-100%", 64, "expected a percentage a year"),
        ("--monthly-saving 1 --discount-rate 0.08", 64, "expected a percentage a year"),
        ("--monthly-saving 1 --growth 900%", 64, "from -50% to 50%"),
        ("--monthly-saving nan", 64, "--monthly-saving is \"nan\""),
        ("--monthly-saving 1 --hours 5", 2, "hours are given without what one costs"),
        ("--monthly-cost 5000", 64, "give both"),
        ("--monthly-saving 1 --volume 5M", 64, "both say what is saved"),
        ("tutorial --licence 5EUR", 2, "--licence has an amount in EUR, where price table"),
        ("tutorial --scenario tutorial", 64, "both name a scenario"),
        ("tutorial --policy tutorial", 64, "--policy is about logs"),
        ("tutorial --from 2026-01-01", 64, "--from is about logs"),
        ("tutorial --price-at 2026-01-01", 64, "--price-at is about logs"),
        ("tutorial --to-model deepseek", 2, "did you mean deepseek-v3.2?"),
        ("tutorial --section years", 64, "give --format csv"),
        ("tutorial --draws 5", 64, "from 100 to 1,000,000"),
        ("LOG", 64, "expected one --policy"),
        ("LOG --policy tutorial --policy tutorial-budget", 64, "expected one --policy"),
        ("LOG --policy tutorial --baseline all", 64, "one --baseline by name"),
        ("LOG --policy tutorial --recorded", 2, "records no costs"),
        ("LOG --policy tutorial --monthly-saving 5", 64, "with logs the replay says it"),
        ("LOG --policy tutorial --by user", 64, "leave them out"),
        ("LOG --policy tutorial --to 2026-01-05", 2, "cover less than a day"),
    ])
    func nonsenseIsOneLine(_ words: String, _ code: Int32, _ message: String) async throws {
        let arguments = words.split(separator: " ").map { $0 == "LOG" ? Self.log : String($0) }
        let outcome = try await TollgateProcess.run(["roi"] + arguments)
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        if code == 2 { #expect(outcome.errors.count { $0 == "\n" } == 1) }
    }
}

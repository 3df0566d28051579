import Foundation
import Testing

/// `--format focus` as a user runs it, and before the validator of the FinOps Foundation.
@Suite struct FOCUSCommandTests {
    private static let log = Repository.cases.appending(path: "mixed-traffic/log.jsonl").path
    private static let account = ["--format", "focus", "--billing-account", "acme"]

    private func run(_ options: [String], in folder: URL = Repository.root) async throws
        -> TollgateProcess.Outcome
    {
        try await TollgateProcess.run(["replay", Self.log] + options, in: folder)
    }

    @Test(arguments: [
        (["--format", "focus"], "--format focus needs --billing-account, the id of who is billed"),
        (["--format", "focus", "--billing-account", " "], "--billing-account is empty"),
        (["--billing-account", "a"], "--billing-account is about FOCUS; give --format focus"),
        (["--focus-version", "1.0"], "--focus-version is about FOCUS; give --format focus"),
        (account + ["--focus-version", "1.1"], "The value '1.1' is invalid"),
        (account + ["--charge-period", "week"], "The value 'week' is invalid"),
    ])
    func wrongUsageIsNamed(_ options: [String], _ message: String) async throws {
        let outcome = try await run(options)
        #expect(outcome.exitCode == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Error: \(message)"), "\(outcome.errors)")
    }

    @Test func onlyAReplayHasCharges() async throws {
        for command in [
            ["audit", "tutorial"], ["whatif", "mix", "--tokens", "5M", "--target", "15"], ["demo"],
            ["prices", "diff", "headline-2026", "list-2026"],
            ["diff", "headline-2026", "list-2026", Self.log],
        ] {
            let outcome = try await TollgateProcess.run(command + ["--format", "focus"])
            #expect(outcome.exitCode == 64, "\(command)")
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.errors.contains("Error: --format focus is for 'tollgate replay'"),
                "\(command): \(outcome.errors)")
        }
    }

    @Test func unpricedUsageIsNamedOnStandardError() async throws {
        let outcome = try await TollgateProcess.run(
            ["replay", "-", "--input-format", "native"] + Self.account,
            input: #"{"ts":"2026-01-05T08:00:00Z","model":"gpt-4.l","prompt_tokens":1000,"#
                + #""completion_tokens":1}"# + "\n")
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.split(separator: "\r\n").count == 1, "a header and no row of cost 0")
        #expect(
            outcome.errors.contains(
                "tollgate: note: no FOCUS row for 1 request to model gpt-4.l with 1,001 tokens: "
                    + "not in price table headline-2026; near: gpt-4.1"), "\(outcome.errors)")
    }

    /// Gives columns the names of drafts that the validator still asks for.
    ///
    /// It knows four by names that 1.0 changed, and one of its rules reads ChargeType, which became
    /// ChargeCategory; so no file that follows the specification can meet all its rules. With
    /// these names each is applied to our values.
    private static let translation = """
        import csv
        names = {"InvoiceIssuerName": "InvoiceIssuer", "ProviderName": "Provider",
                 "PublisherName": "Publisher", "ResourceId": "ResourceID"}
        rows = list(csv.reader(open("focus.csv", newline="", encoding="utf-8")))
        category = rows[0].index("ChargeCategory")
        with open("validated.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([names.get(name, name) for name in rows[0]] + ["ChargeType"])
            writer.writerows(row + [row[category]] for row in rows[1:])
        """

    private func verdict(in folder: URL) throws -> String {
        _ = try TestTools.run("python", ["-c", Self.translation], in: folder)
        // The validator finds its list of currencies only from there.
        return try TestTools.run(
            "focus-validator",
            [
                "--data-file", folder.appending(path: "validated.csv").path,
                "--validate-version", "1.0",
            ], in: try TestTools.packages())
    }

    @Test(
        .enabled(if: TestTools.folder != nil, TestTools.advice),
        arguments: [
            [], ["--charge-period", "hour", "--by", "team,user,session"],
            ["--prices", "list-2026", "--policy", "tutorial", "--baseline", "all"],
            ["--prices", "list-2026", "--fx", "USD=0.9 EUR @2026-01-01"],
        ])
    func theFoundationsValidatorAcceptsIt(_ options: [String]) async throws {
        try await Repository.withTemporaryFolder { folder in
            let outcome = try await run(
                Self.account + ["--focus-version", "1.0", "--quiet", "--out", "focus.csv"]
                    + options, in: folder)
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let verdict = try verdict(in: folder)
            #expect(verdict.contains("Validation succeeded."), "\(verdict)")
            // It notices a fault, so that its silence says something.
            let file = folder.appending(path: "focus.csv")
            let text = try String(contentsOf: file, encoding: .utf8)
            try text.replacing(",Usage,", with: ",,").write(
                to: file, atomically: true, encoding: .utf8)
            #expect(try self.verdict(in: folder).contains("ChargeCategory_NotNull failed"))
        }
    }
}

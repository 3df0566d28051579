import Foundation
import Testing

/// Other names for models of a price table.
@Suite struct AliasTests {
    private static let log = #"""
        {"ts":"2026-01-05T08:00:00Z","model":"house","prompt_tokens":1000000,"completion_tokens":0}

        """#

    private func replay(_ options: [String]) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(
            ["replay", "-", "--prices", "list-2026", "--quiet"] + options, input: Self.log)
    }

    @Test func pricesANameAsAnother() async throws {
        let outcome = try await replay(["--alias", "house=gpt-4.1"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("house is priced as gpt-4.1"))
        #expect(outcome.output.contains("$2.00"))
    }

    @Test func readsNamesFromAFile() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write("aliases:\n  house: gpt-4.1\n", to: "names.yaml")
            let path = folder.appending(path: "names.yaml").path
            let outcome = try await replay(["--alias", path])
            #expect(outcome.output.contains("house is priced as gpt-4.1"))
        }
    }

    @Test(arguments: [
        (["--alias", "house"], "--alias house: expected LOG_NAME=PRICE_NAME or a YAML file"),
        (
            ["--alias", "house=gpt-4.2"],
            "--alias house=gpt-4.2: gpt-4.2 is not in price table list-2026; near: gpt-4.1"
        ),
        (
            ["--alias", "house=gpt-4.1", "--alias", "house=deepseek-chat"],
            "--alias names house twice; name it once"
        ),
    ])
    func refusesWhatNamesNoModel(_ options: [String], _ message: String) async throws {
        let outcome = try await replay(options)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("tollgate: \(message)"), "\(outcome.errors)")
    }
}

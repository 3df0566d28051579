import Foundation
import Testing

/// What the options --where, --top and --dearest choose.
@Suite struct SelectionTests {
    private static let log = ["a", "b", "a", "c"].enumerated().map { index, team in
        let status = index == 1 ? 500 : 200
        return
            "{\"id\":\"r-\(index)\",\"ts\":\"2026-01-05T08:00:0\(index)Z\",\"model\":\"gpt-4.1\","
            + "\"prompt_tokens\":\(index * 100 + 10),\"completion_tokens\":5,\"team\":\"\(team)\","
            + "\"status\":\(status),\"tags\":{\"k\":\"v\"}}\n"
    }.joined()

    private func replay(_ options: String...) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["replay", "-", "--quiet"] + options, input: Self.log)
    }

    @Test func onlyCallsForWhichAConditionHolds() async throws {
        let outcome = try await replay("--where", "team = a and not failed", "--format", "csv")
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("as_requested,,USD,"))
        #expect(outcome.output.contains(",2,0,"), "two requests are priced, none is not")
        let report = try await replay("--where", "team = a and not failed")
        #expect(
            report.output.contains(
                "only requests for which team = \"a\" and not failed holds; 2 requests are left out"
            ))
    }

    @Test(arguments: [
        (["--where", "team ="], "--where: column 7: expected a name such as \"gpt-4.1\""),
        (["--where", "tema = a"], "--where: column 1: unknown feature \"tema\""),
        (["--top", "3"], "--top chooses among groups; give --by with it"),
        (["--top", "0", "--by", "team"], "--top 0: expected a number from 1 to 100000"),
        (["--dearest", "100001"], "--dearest 100001: expected a number from 1 to 100000"),
        (
            ["--format", "csv", "--section", "requests"],
            "--section requests needs --dearest"
        ),
    ])
    func mistakes(options: [String], message: String) async throws {
        let outcome = try await TollgateProcess.run(["replay", "-"] + options, input: Self.log)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func whatARecordLacksIsNamed() async throws {
        let outcome = try await replay("--where", "tag.env = prod")
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors
                == "tollgate: standard input:1: --where needs tag.env, which this record "
                + "lacks and no assumption supplies; add --assume tag.env=…\n")
    }

    @Test func theDearestGroupsAndRequests() async throws {
        let outcome = try await replay(
            "--by", "team", "--top", "1", "--format", "csv", "--section", "groups")
        #expect(
            outcome.output == """
                grouping,team,kind,name,requests,tokens,currency,cost,requests_unpriced,other_groups\r
                team,c,as_requested,,1,315,USD,0.00252,0,\r
                team,,as_requested,,3,345,USD,0.00276,0,2\r

                """)
        let requests = try await replay(
            "--dearest", "2", "--format", "csv", "--section", "requests")
        #expect(
            requests.output.split(separator: "\r\n").dropFirst().map { $0.prefix(4) }
                == ["r-3,", "r-2,"])
    }

    @Test func aStoreKeepsAssumedTagsAndIsFiltered() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "tollgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = folder.appending(path: "log.jsonl").path
        let store = folder.appending(path: "store.db").path
        try Self.log.write(toFile: log, atomically: true, encoding: .utf8)
        let ingested = try await TollgateProcess.run(
            ["ingest", log, "--store", store, "--assume", "tag.env=none"])
        #expect(ingested.exitCode == 0, "\(ingested.errors)")
        let options = [
            "--quiet", "--format", "csv", "--by", "tag:env", "--by", "tag:k", "--where",
            "tag.env = none and prompt_tokens > 100",
        ]
        let stored = try await TollgateProcess.run(["replay", store] + options)
        let read = try await TollgateProcess.run(
            ["replay", log, "--assume", "tag.env=none"] + options)
        #expect(stored.exitCode == 0, "\(stored.errors)")
        #expect(stored.output == read.output)
        #expect(stored.output.contains("tag:env,none,,as_requested,,3,"))
        #expect(stored.output.contains("tag:k,,v,as_requested,,3,"))
    }
}

import Foundation
import Testing

@Suite struct GateCommandTests {
    private static let log = Repository.cases.appending(path: "periods-compared/log.jsonl").path

    @Test(arguments: [
        // At list prices user u-3 spends 0.0115 + 0.0024 USD in January.
        ("any user cost > 1 USD/day --prices list-2026", Int32(1), "can't be judged"),
        ("unpriced > 0", 1, "all calls: unpriced 1"),
        ("unpriced > 1", 0, ""),
        ("requests > 9", 1, "all calls: requests 10"),
        ("any user requests >= 4/month", 0, ""),
        ("any user requests >= 2/month", 1, "user u-1, month 2026-01: requests 2"),
        ("any team tokens > 10K", 1, "team chat: tokens 15,600"),
        ("cost of tutorial > 1 USD", 2, "no --policy is called tutorial"),
        ("cost > +5%", 2, "a change needs something to compare with; use 'tollgate diff'"),
        ("cost > 1 EUR", 2, "the report is in USD, not in EUR"),
        ("cost > 5", 64, "a currency behind the amount"),
    ])
    func replayIsJudged(_ gate: String, _ code: Int32, _ message: String) async throws {
        let words = gate.components(separatedBy: " --prices ")
        let prices = words.count > 1 ? ["--prices", words[1]] : []
        let outcome = try await TollgateProcess.run(
            ["replay", Self.log, "--fail-if", words[0], "--format", "json"] + prices)
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        #expect(message.isEmpty || outcome.errors.contains(message))
        #expect(outcome.errors.isEmpty == message.isEmpty)
    }

    @Test(arguments: [
        ("2026-01 2026-02", "requests > +10%", Int32(0)),
        ("2026-01 2026-02", "tokens > +50%", 1),
        ("2026-01 2026-02", "any user tokens > +5K", 1),
        ("requested tutorial", "cost > +5%", 1),
        ("requested tutorial", "tokens > +0", 0),
        ("headline-2026 list-2026", "requests > +0%", 0),
        ("requested headline-2026", "cost > +5%", 2),
        ("requested none.yaml", "cost > +5%", 2),
        ("requested tutorial", "failed > 5", 2),
        ("requested requested", "any user requests >= 2/month", 1),
        ("requested requested", "any user requests >= 4/month", 0),
    ])
    func comparisonIsJudged(_ sides: String, _ gate: String, _ code: Int32) async throws {
        let outcome = try await TollgateProcess.run(
            ["diff"] + sides.split(separator: " ").map(String.init)
                + [Self.log, "--fail-if", gate, "--format", "csv", "--quiet"])
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        #expect(outcome.output.isEmpty == (code == 2))
    }

    /// The report stands in its file also where a gate fails: it says why.
    @Test func reportIsWrittenWhereAGateFails() async throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "gate-\(UUID().uuidString).md")
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try await TollgateProcess.run([
            "diff", "2026-01", "2026-02", Self.log, "--fail-if", "tokens > +50%", "--format",
            "markdown", "--out", file.path,
        ])
        #expect(outcome.exitCode == 1)
        let report = try String(contentsOf: file, encoding: .utf8)
        #expect(report.contains("- failed: `tokens > +50%`: all calls: tokens 15,400, was 6,600"))
    }
}

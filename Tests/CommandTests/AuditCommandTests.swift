import Foundation
import Testing

@Suite struct AuditCommandTests {
    @Test func wrongClaimEndsWithOne() async throws {
        let outcome = try await TollgateProcess.run(["audit", "tutorial", "--format", "json"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.isEmpty)
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(result["schema"] as? String == "tollgate.audit/1")
        #expect(result["holds"] as? Int == 5)
        #expect(result["wrong"] as? Int == 4)
        #expect(result["undecidable"] as? Int == 4)
    }

    @Test func claimsThatHoldEndWithZero() async throws {
        let claims = """
            audit: mine
            version: 1
            claims:
              - {claim: ten million tokens cost 80 dollars, checks: ["80 USD = cost(gpt-4.1, 10M)"]}
            """
        let file = FileManager.default.temporaryDirectory.appending(
            path: "claims-\(UUID().uuidString).yaml")
        try claims.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try await TollgateProcess.run(["audit", file.path, "--format", "csv"])
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.output == """
                number,claim,claim_verdict,statement,prices,verdict,computed,difference,causes,\
                missing\r
                1,ten million tokens cost 80 dollars,holds,"80 USD = cost(gpt-4.1, 10M)",\
                headline-2026,holds,80.00 USD,,,\r

                """)
    }

    @Test func claimsAreMeasuredOnLogs() async throws {
        let claims = """
            audit: mine
            version: 1
            claims:
              - claim: three requests of 80 tokens
                checks: ["3 = log.requests", "240 tokens = log.tokens"]
              - claim: DeepSeek saves 94.75 % against GPT-4.1
                checks: ["94.75 % = 1 - log.deepseek-v3.2 / log.gpt-4.1"]
            """
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try claims.write(
            to: folder.appending(path: "claims.yaml"), atomically: true, encoding: .utf8)
        let line = """
            {"ts":"2026-01-05T08:15:30Z","model":"gpt-4.1","prompt_tokens":50,"completion_tokens":30}

            """
        try String(repeating: line, count: 3).write(
            to: folder.appending(path: "log.jsonl"), atomically: true, encoding: .utf8)
        let outcome = try await TollgateProcess.run(
            ["audit", "claims.yaml", "log.jsonl", "--baseline", "all"], in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)\(outcome.output)")
    }

    @Test func faultOfAFileIsOneLine() async throws {
        let outcome = try await TollgateProcess.run(["audit", "none.yaml"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "tollgate: none.yaml: no such file; check the path\n")
    }

    @Test func exampleIsAFileOfClaims() async throws {
        let outcome = try await TollgateProcess.run(["audit", "--example"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("audit: tutorial\nversion: 1\n"))
    }

    @Test func mixesOfABill() async throws {
        let outcome = try await TollgateProcess.run([
            "whatif", "mix", "--tokens", "500M", "--target", "1485", "--format", "csv",
        ])
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.output == """
                parts of deepseek-v3.2,parts of gemini-2.5-flash,parts of gpt-4.1,\
                parts of claude-sonnet-4.5,bill\r
                0,94,4,2,1485.00\r
                25,57,18,0,1485.00\r
                50,34,7,9,1485.00\r

                """)
    }

    @Test(arguments: [
        ("--tokens 500M --target 15000", 1),
        ("--tokens many --target 1485", 64),
        ("--tokens 500% --target 1485", 64),
        ("--tokens 500USD --target 1485", 64),
        ("--tokens 500M --target=-1", 64),
        ("--tokens 500M --target 1485 --grain 3%", 64),
        ("--tokens 500M --target 1485 --prices list-2026", 2),
        ("--tokens 500M --target 1485 --model gpt-4", 2),
    ])
    func exitCodeTellsWhatBecameOfIt(_ options: String, _ code: Int32) async throws {
        let options = options.split(separator: " ").map(String.init)
        let outcome = try await TollgateProcess.run(["whatif", "mix"] + options)
        #expect(outcome.exitCode == code, "\(outcome.errors)")
    }
}

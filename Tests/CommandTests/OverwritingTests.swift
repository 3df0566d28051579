import Foundation
import Testing

/// No command replaces a file that it reads.
@Suite struct OverwritingTests {
    @Test(arguments: [
        "replay log.jsonl --out log.jsonl",
        "diff requested tutorial log.jsonl --out log.jsonl",
        "whatif log.jsonl --policy mine.yaml --sweep content_length=1,2 --out log.jsonl",
        "whatif log.jsonl --policy mine.yaml --sweep content_length=1,2 --out mine.yaml",
        "reconcile log.jsonl --invoice invoice.csv --prices list-2026 --out log.jsonl",
        "reconcile log.jsonl --invoice invoice.csv --prices list-2026 --out invoice.csv",
        "audit claims.yaml log.jsonl --out log.jsonl",
        "audit claims.yaml --out claims.yaml",
    ])
    func inputIsNotReplaced(_ command: String) async throws {
        let policy = try await TollgateProcess.run(["policy", "show", "tutorial"]).output
        let claims = try await TollgateProcess.run(["audit", "--example"]).output
        let log = try String(
            contentsOf: Repository.cases.appending(path: "policies-compared/log.jsonl"),
            encoding: .utf8)
        let files = [
            "log.jsonl": log, "mine.yaml": policy, "claims.yaml": claims,
            "invoice.csv": "date,model,amount\n2026-01-05,gpt-4.1,1\n",
        ]
        try await Repository.withTemporaryFolder { folder in
            for (name, text) in files { try folder.write(text, to: name) }
            let words = command.split(separator: " ").map(String.init)
            let outcome = try await TollgateProcess.run(words, in: folder)
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains("is an input of this run"))
            for (name, text) in files {
                let now = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                #expect(now == text)
            }
        }
    }
}

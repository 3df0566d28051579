import Foundation
import Testing

/// Bills that went wrong in known ways, and whether the way is found.
///
/// Ten calls to gpt-4.1 at list prices: 2,000 fresh and 8,000 cached input tokens and 1,000 of
/// output cost $0.004 + $0.004 + $0.008 each.
@Suite struct ReconcileTests {
    @Test(arguments: [
        ("0.28", "cached input billed at the full input price"),
        ("0.32", "cached input counted twice"),
        ("0.12", "cached input not billed"),
        ("0.08", "calls counted twice in the log: duplicates"),
        ("160", "a factor of 1,000: a price per 1K tokens taken for one per 1M"),
        ("0.14", "all calls billed in the tier batch"),
        ("0.162", "rounding: half a cent or less a line"),
    ])
    func causeOfADifferenceIsFound(_ amount: String, _ cause: String) async throws {
        let models = try await models(amount: amount)
        let first = try #require((models[0]["causes"] as? [[String: Any]])?.first)
        #expect((first["cause"] as? String)?.hasPrefix(cause) == true, "\(models)")
    }

    @Test func pricesHaveToBeNamed() async throws {
        let outcome = try await TollgateProcess.run([
            "reconcile", Repository.cases.appending(path: "reconciled/log.jsonl").path,
            "--invoice", "invoice.csv",
        ])
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains("--prices"))
    }

    @Test func exactInvoiceHasNoCauses() async throws {
        let models = try await models(amount: "0.16")
        #expect((models[0]["causes"] as? [Any])?.isEmpty == true)
        #expect(models[0]["difference"] as? String == "0.00")
    }

    @Test(arguments: [("0.16", "0", Int32(0)), ("0.17", "0.01", 0), ("0.1701", "0.01", 1)])
    func toleranceIsChecked(_ amount: String, _ tolerance: String, _ code: Int32) async throws {
        let outcome = try await run(amount: amount, ["--tolerance", tolerance])
        #expect(outcome.exitCode == code, "\(outcome.errors)")
    }

    @Test(arguments: ["openai-usage.json", "openai-costs.json", "openai-costs.csv"])
    func exportsOfOpenAIAreRead(_ name: String) async throws {
        let outcome = try await TollgateProcess.run([
            "reconcile", Repository.cases.appending(path: "reconciled/log.jsonl").path,
            "--invoice", Repository.root.appending(path: "Fixtures/invoices/\(name)").path,
            "--prices", "list-2026", "--format", "json",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let model = try #require(
            try Self.models(outcome.output).first {
                $0["model"] as? String == "gpt-4.1"
            })
        if name.contains("usage") {
            #expect(model["input_tokens_invoiced"] as? Int == 60_000)
            #expect(model["input_tokens"] as? Int == 60_000)
        } else {
            #expect(model["difference"] as? String == "0.00")
        }
    }

    private func models(amount: String) async throws -> [[String: Any]] {
        let outcome = try await run(amount: amount, ["--format", "json"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try Self.models(outcome.output)
    }

    private static func models(_ output: String) throws -> [[String: Any]] {
        let result =
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return try #require(result?["models"] as? [[String: Any]])
    }

    private func run(
        amount: String, _ options: [String]
    ) async throws -> TollgateProcess.Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "reconcile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let line = """
            {"ts":"2026-01-05T08:15:30Z","model":"gpt-4.1","prompt_tokens":10000,\
            "completion_tokens":1000,"cached_tokens":8000}

            """
        try String(repeating: line, count: 10).write(
            to: folder.appending(path: "log.jsonl"), atomically: true, encoding: .utf8)
        try "date,model,amount\n2026-01-05,gpt-4.1,\(amount)\n".write(
            to: folder.appending(path: "invoice.csv"), atomically: true, encoding: .utf8)
        return try await TollgateProcess.run(
            ["reconcile", "log.jsonl", "--invoice", "invoice.csv", "--prices", "list-2026"]
                + options, in: folder)
    }
}

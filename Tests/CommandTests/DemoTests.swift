import Foundation
import Testing

/// The demo's figures, on real input.
@Suite struct DemoTests {
    @Test(arguments: [
        "22,361,870", "4,088,665", "19,366",
        "$11.1092247", "$66.1263375", "$211.60428", "$396.758025", "$107.61047758",
        "4,448", "12,329", "2,589",
        "content_length=4*prompt_tokens", "model=gpt-4.1", "message_count=1", "system=none",
    ])
    func shows(_ figure: String) async throws {
        let outcome = try await TollgateProcess.run(["demo", "--no-color"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains(figure))
    }

    @Test func endsWithWhatToTryNext() async throws {
        let outcome = try await TollgateProcess.run(["demo"])
        let last = outcome.output.split(separator: "\n").suffix(3)
        #expect(last.allSatisfy { $0.trimmingCharacters(in: .whitespaces).hasPrefix("tollgate ") })
    }

    /// The committed trace is the one that the executable carries.
    @Test func replaysTheCommittedTrace() async throws {
        let demo = try await TollgateProcess.run(["demo", "--format", "json"])
        let replay = try await TollgateProcess.run([
            "replay", "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv",
            "--policy", "tutorial", "--baseline", "all", "--assume", "model=gpt-4.1",
            "--assume", "content_length=4*prompt_tokens", "--assume", "message_count=1",
            "--assume", "system=none", "--format", "json",
        ])
        #expect(replay.exitCode == 0)
        #expect(demo.output == replay.output)
    }
}

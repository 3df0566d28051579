import ArgumentParser
import CDemoTrace
import Console
import Logs
import Replay
import Reports

/// The main job on real input that comes with the program.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "The main job on real traffic that comes with the program.",
        discussion: """
            Replays 19,366 real requests of the Azure 2023 conversation trace under the policy \
            'tutorial', against every model of headline-2026.
            """)

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let replay = try ReplayOptions.parse([
            "--policy", "tutorial", "--baseline", "all",
            "--assume", "model=gpt-4.1", "--assume", "content_length=4*prompt_tokens",
            "--assume", "message_count=1", "--assume", "system=none",
        ])
        let run = try ReplayRun(
            replay: replay, output: output, sources: Sources(logs: [Self.trace]))
        let timeline = try Timeline(for: output.format, by: "minute")
        let result = try await run.result(of: timeline.adding(to: try replay.plan()))
        try run.write(
            result.keeping([]), csvSection: .totals, heading: Self.heading, notes: Self.notes,
            nextSteps: Self.nextSteps, timeline: timeline.groups(of: result))
    }

    private static let heading = "Azure LLM inference trace 2023, conversation"

    private static var trace: LogInput {
        let bytes = UnsafeRawBufferPointer(
            start: tollgate_demo_trace_start(), count: tollgate_demo_trace_length())
        return .memory(
            name: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv",
            bytes: UnsafeSendableBytes(bytes))
    }

    private static let notes = [
        """
        The trace is real (Azure/AzurePublicDataset, CC-BY-4.0; Splitwise, ISCA 2024), but tells \
        only times and token counts. What the policy looks at is assumed: each request asks for \
        gpt-4.1 in one message of four characters per prompt token, without a system message.
        """,
        """
        So what the traffic costs at each model is exact; which requests the policy keeps on \
        gpt-4.1 follows from the assumed lengths.
        """,
    ]

    private static let nextSteps = [
        "tollgate replay LOG.jsonl --policy tutorial --baseline all --by team",
        "tollgate replay LOG.jsonl --prices list-2026 --by model,day --format csv",
        "tollgate formats",
    ]
}

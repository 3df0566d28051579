import Foundation
import Testing

@Suite("This month against last") struct BridgeCommandTests {
    private static let prices = """
        prices: abd
        version: 1
        currency: USD
        unit: 1M tokens
        as_of: 2026-01-01
        models:
          - {id: A, all_tokens: "10"}
          - {id: B, all_tokens: "2"}
          - {id: D, all_tokens: "1"}

        """

    /// Millions of tokens by month and model; each call has output only.
    private static let log = [
        ("2026-01", "A", 100), ("2026-01", "B", 300), ("2026-02", "B", 200), ("2026-02", "D", 300),
    ].map { month, model, millions in
        """
        {"ts":"\(month)-10T12:00:00Z","model":"\(model)","prompt_tokens":0,\
        "completion_tokens":\(millions)000000}

        """
    }.joined()

    private func diff(
        _ format: String, log: String = log, months: [String] = ["2026-01", "2026-02"],
        gate: [String] = [], code: Int32 = 0
    ) async throws -> String {
        try await Repository.withTemporaryFolder { folder in
            try Self.prices.write(
                to: folder.appending(path: "abd.yaml"), atomically: true, encoding: .utf8)
            try log.write(
                to: folder.appending(path: "log.jsonl"), atomically: true, encoding: .utf8)
            let outcome = try await TollgateProcess.run(
                ["diff"] + months + ["log.jsonl", "--prices", "abd.yaml", "--format", format]
                    + gate,
                in: folder)
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            return outcome.output
        }
    }

    /// The dropped A takes 1,250 off the mix and the new D adds 300; with the volume of 400 that is
    /// the difference of 900.
    @Test(arguments: [
        (
            "markdown",
            [
                "from $1,600.00 to $700.00", "| volume: more or fewer tokens | $400.00 |",
                "| mix: 1 new model | $300.00 |", "| mix: 1 dropped model | -$1,250.00 |",
                "-$350.00 |", "| difference | -$900.00 |", "| `A` (dropped) |", "| `D` (new) |",
            ]
        ),
        (
            "csv",
            [
                "-1000.00,USD,0.00,250.00,-1250.00,dropped", "300.00,USD,0.00,0.00,300.00,new",
                "-200.00,USD,0.00,150.00,-350.00,both",
            ]
        ),
        ("json", [#""presence" : "dropped""#, #""presence" : "new""#, #""presence" : "both""#]),
    ])
    func newAndDroppedModelsAreNamed(_ format: String, _ words: [String]) async throws {
        let output = try await diff(format).split(separator: " ").joined(separator: " ")
        for word in words { #expect(output.contains(word), "\(word): \(output)") }
    }

    /// A cut stream has no cost at any price: it does not take its model out of the comparison, as
    /// a model without a price on a side does.
    @Test func callsOfUnknownUsageTakeNothingElseAway() async throws {
        let cut = #"{"ts":"2026-02-10T12:00:00Z","model":"B","usage":"unknown"}"# + "\n"
        let output = try await diff("text", log: Self.log + cut)
        #expect(output.contains("The cost falls by $900.00 (-56.25 %), from $1,600.00 to $700.00."))
        #expect(output.contains("not compared: 0 requests before, 1 after.\n"))
        let unknown = cut.replacing(
            #""usage":"unknown""#, with: #""prompt_tokens":1,"completion_tokens":1"#
        )
        .replacing(#""B""#, with: #""Z""#)
        let other = try await diff("text", log: Self.log + unknown)
        #expect(
            other.replacing("\n", with: " ").contains("left out with all their requests: `Z`."))
        #expect(
            try await diff("text", log: unknown).hasPrefix(
                "From `2026-01` to `2026-02`\n\nNothing can be compared"))
    }

    @Test func aMistypedPeriodFailsItsGate() async throws {
        let output = try await diff(
            "text", months: ["2025-01", "2025-02"], gate: ["--fail-if", "cost > +5%"], code: 1)
        #expect(output.contains("There is nothing to compare."))
        #expect(output.contains("can't be judged, for there are none in 2025-01"))
    }
}

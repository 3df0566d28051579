import ArgumentParser
import Console
import Documents
import Pricing
import Replay
import Reports
import Routing

/// What other numbers in a policy's rules would cost, and which policies give most for their cost.
struct WhatifSweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Varies a policy's numbers and models; needs no name: 'tollgate whatif SOURCE'.",
        discussion: """
            Reads the calls once and answers every value from memory, to the digits of a replay. \
            With --quality it also looks for the policies that give most quality for their cost.

            Example: tollgate whatif logs/ --policy tutorial --sweep content_length=500:50000:100
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String]

    @Option(
        help: ArgumentHelp(
            "NAME=FIRST:LAST:COUNT or NAME=V1,V2,…; twice for two at once.",
            discussion: """
                NAME is a parameter of the policy or a feature that a rule compares, as \
                content_length for its first bound or 'content_length>1000' for that one.
                """, valueName: "values"))
    var sweep: [String] = []

    @Option(
        help: ArgumentHelp(
            "A YAML file with a score for each model, also by class of request.",
            discussion: "quality: NAME, version: 1, scores: {MODEL: SCORE}, and classes: "
                + "[{name:, when:, scores:}] as far as scores differ.",
            valueName: "file"))
    var quality: String?

    @Option(
        help: ArgumentHelp(
            "A model to try in place of the fixed models of the rules. Repeatable.",
            valueName: "model"))
    var tryModel: [String] = []

    @Option(help: ArgumentHelp("Asks for the cheapest policy of this quality.", valueName: "score"))
    var minQuality: String?

    @Option(help: ArgumentHelp("Asks for the best policy within this cost.", valueName: "amount"))
    var maxCost: String?

    @Option(
        help: ArgumentHelp("Shows the share of the requests at this model.", valueName: "model"))
    var premium: String?

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard replay.policy.count == 1 else {
            throw ValidationError("expected one --policy, whose numbers are varied")
        }
        let unused: [(String, Bool)] = [
            ("--baseline", !replay.baseline.isEmpty), ("--by", !replay.by.isEmpty),
            ("--latency", replay.latency != nil), ("--rejects", replay.log.rejects != nil),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) says nothing about a sweep; use it with 'replay'")
        }
        guard sweep.count <= 2 else { throw ValidationError("--sweep: two at most") }
        if quality == nil && (sweep.isEmpty || !tryModel.isEmpty) {
            throw ValidationError(
                sweep.isEmpty
                    ? "expected --sweep, --quality or both" : "--try-model needs --quality")
        }
        if quality != nil && premium != nil {
            throw ValidationError("--premium shows a share in a sweep; leave out --quality")
        }
        if quality == nil && (minQuality != nil || maxCost != nil) {
            throw ValidationError("--min-quality and --max-cost need --quality")
        }
        _ = try question()
    }

    func run() async throws {
        let policy = try NamedFiles.policy(replay.policy[0])
        let axes = try sweep.map { try SweepAxis($0, of: policy) }
        let scores = try quality.map { try QualityScores(Document(contentsOf: $0)) }
        let sources = try Sources(self.sources)
        try sources.check(replay)
        let destination = try output.destination(
            inputs: replay.inputs(sources) + [quality].compactMap { $0 })
        if !output.quiet { sources.sayWhatIsPassedOver() }
        var plan = try replay.plan()
        plan.listPrices = nil
        if let scores { plan.selectors.append(try ModelSelector(scores.classifier)) }
        let calls = try await ReplayReading(replay: replay, sources: sources, quiet: output.quiet)
            .calls(for: plan)
        let scoreFiles = quality.map { [(kind: "scores", path: $0)] } ?? []
        let inputs = RunInputs(sources, replay, files: scoreFiles)
        if let scores {
            try writeFrontier(calls, policy, axes, scores, inputs, to: destination)
        } else {
            try writePoints(calls, policy, axes, inputs, to: destination)
        }
    }

    private func writePoints(
        _ calls: ResidentCalls, _ policy: Policy, _ axes: [SweepAxis], _ inputs: RunInputs,
        to destination: Destination
    ) throws {
        let points = try calls.sweep(policy, over: axes)
        let outcome = SweepOutcome(
            policy: policy.name, axes: axes, points: points, premium: premium,
            requests: UInt64(calls.count), currency: calls.currency,
            assumptions: calls.assumptions(of: points.map(\.answer)))
        let report = SweepReport(outcome)
        try output.write(
            report, to: destination, from: inputs, csv: SweepCSV(outcome).text,
            json: SweepJSON(outcome).text)
    }

    private func writeFrontier(
        _ calls: ResidentCalls, _ policy: Policy, _ axes: [SweepAxis], _ scores: QualityScores,
        _ inputs: RunInputs, to destination: Destination
    ) throws {
        let found = try FrontierSearch(
            policy: policy, axes: axes, models: tryModel, scores: scores
        ).result(on: calls)
        let report = FrontierReport(
            found, try question(), currency: calls.currency,
            assumptions: calls.assumptions(of: found.best.map(\.answer)))
        try output.write(
            report, to: destination, from: inputs, csv: report.csv, json: report.json)
    }

    private func question() throws -> FrontierQuestion {
        let quality = try minQuality.map { text in
            guard let score = DecimalNumber(text)?.scaled(to: 6), 0...1_000_000_000 ~= score else {
                throw ValidationError("--min-quality \(text): expected a score such as 0.85")
            }
            return Int64(score)
        }
        let cost = try maxCost.map { text in
            guard let amount = DecimalNumber(text).flatMap({ Money(exactly: $0) }) else {
                throw ValidationError("--max-cost \(text): expected an amount such as 100 or 42.50")
            }
            return amount
        }
        return FrontierQuestion(leastQuality: quality, mostCost: cost)
    }
}

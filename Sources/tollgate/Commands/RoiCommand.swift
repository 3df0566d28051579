import ArgumentParser
import Console
import Finance
import Pricing
import Replay
import Reports

/// Whether a project pays.
struct RoiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roi",
        abstract: "Whether routing pays: payback, NPV, IRR, break-even, and what they hang on.",
        discussion: """
            With SOURCEs the saving is that of one --policy on the logs, against the traffic as \
            requested, a --baseline or the --recorded cost, scaled to a month of 30 days. Without, \
            it is given: an amount, a share of a cost, or tokens that move between two models. \
            What is exact and what is projected stand apart in the report.

            'tollgate roi tutorial' calculates the project that ships with the program; \
            'tollgate roi --example' prints a scenario to start from.

            Example: tollgate roi logs/ --policy tutorial --hours 80 --hourly-rate 120
            """)

    @Argument(
        help: ArgumentHelp(
            "Logs or datasets, as 'tollgate replay' reads them; or 'tutorial'.",
            valueName: "source"))
    var sources: [String] = []

    @Flag(help: "Prints a scenario with comments, to start from.")
    var example = false

    @OptionGroup(title: "Project")
    var project: ScenarioOptions

    @Flag(help: "Compares with the cost that the log records.")
    var recorded = false

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @Option(help: ArgumentHelp("What the CSV has rows for.", valueName: "section"))
    var section: ProjectCSV.Section?

    func validate() throws {
        if section != nil && output.format != .csv {
            throw ValidationError("--section chooses rows of CSV; give --format csv with it")
        }
        if replay.log.rejects != nil {
            throw ValidationError("--rejects: no lines are kept here; use it with 'replay'")
        }
        if replay.latency != nil || !replay.by.isEmpty {
            throw ValidationError("--latency and --by say nothing about a project; leave them out")
        }
    }

    func run() async throws {
        if example {
            try StandardOutput.write(Scenario.example)
            return
        }
        var command = self
        try command.takeNamedScenario()
        try await command.calculate()
    }

    /// `tutorial` in place of a log is the scenario, unless there is such a log.
    private mutating func takeNamedScenario() throws {
        guard let name = sources.first, Scenario.builtInNames.contains(name),
            !PathCheck.exists(name)
        else { return }
        guard project.scenario == nil else {
            throw ValidationError("\(name) and --scenario both name a scenario; give one of them")
        }
        project.scenario = name
        sources.removeFirst()
    }

    private mutating func calculate() async throws {
        var scenario = try project.completed()
        if replay.price.prices.isEmpty {
            replay.price.prices = [scenario.prices ?? PriceTable.builtInNames[0]]
        }
        let sources = self.sources.isEmpty ? nil : try Sources(self.sources)
        try check(sources, scenario)
        let files = scenarioFiles
        let destination = try output.destination(
            inputs: files.map(\.path) + (sources.map(replay.inputs) ?? replay.price.files))
        let measured = try await measured(sources)
        if let measured { scenario.measure(measured.monthly) }
        let prices = try replay.price.schedule().prices.latest
        let outcome = ProjectOutcome(of: try Project(scenario, prices: prices))
        let isPriced = outcome.project.prices != nil
        let inputs = RunInputs(sources, isPriced ? replay : nil, files: files)
        try write(outcome, measured, from: inputs, to: destination)
    }

    /// The scenario, where it is a file.
    private var scenarioFiles: [RunInputs.NamedFile] {
        guard let name = project.scenario, !Scenario.builtInNames.contains(name) else { return [] }
        return [(kind: "scenario", path: name)]
    }

    /// Options that without logs would do nothing.
    private var logOptions: [(name: String, isGiven: Bool)] {
        [
            ("--policy", !replay.policy.isEmpty), ("--baseline", !replay.baseline.isEmpty),
            ("--recorded", recorded), ("--where", replay.where != nil),
            ("--from", replay.time.from != nil), ("--to", replay.time.to != nil),
            ("--price-at", replay.time.priceAt != nil), ("--dedupe", replay.dedupe),
        ]
    }

    private func check(_ sources: Sources?, _ scenario: Scenario) throws {
        guard let sources else {
            if let option = logOptions.first(where: \.isGiven) {
                throw ValidationError("\(option.name) is about logs; give some, or leave it out")
            }
            return
        }
        try sources.check(replay)
        guard replay.policy.count == 1 else {
            throw ValidationError("with logs, expected one --policy whose saving it is")
        }
        guard replay.baseline.count <= 1, replay.baseline != ["all"],
            !recorded || replay.baseline.isEmpty
        else {
            throw ValidationError(
                "a saving is against one thing; give one --baseline by name, or --recorded")
        }
        if let given = project.savingOptions.first(where: { $0.text != nil }) {
            throw ValidationError("\(given.name): with logs the replay says it; leave it out")
        }
        try ScenarioOptions.refusing("the replay of the logs") { () throws(ScenarioFault) in
            try scenario.checkReplaceable(.saving)
        }
    }

    private func measured(_ sources: Sources?) async throws -> MeasuredSaving? {
        guard let sources else { return nil }
        if !output.quiet { sources.sayWhatIsPassedOver() }
        var plan = try replay.plan()
        plan.groupings = [try Grouping("user")]
        let result = try await ReplayReading(
            replay: replay, sources: sources, quiet: output.quiet
        ).result(of: plan)
        let base: Saving.Base =
            recorded ? .recorded : replay.baseline.first.map { .baseline($0) } ?? .asRequested
        return try MeasuredSaving(result, against: base)
    }

    private func write(
        _ outcome: ProjectOutcome, _ measured: MeasuredSaving?, from inputs: RunInputs,
        to destination: Destination
    ) throws {
        let (gaps, notes) = (measured?.gaps ?? [], measured?.notes ?? [])
        try output.write(
            ProjectReport(outcome, gaps: gaps, measuredOn: notes), to: destination, from: inputs,
            csv: ProjectCSV(outcome, section: section ?? .results).text,
            json: ProjectJSON(outcome, measuredOn: gaps + notes).text)
        guard output.format == .csv, !output.quiet else { return }
        for note in gaps + outcome.warnings + notes {
            StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
        }
    }
}

import ArgumentParser
import Capacity
import Console
import Documents
import Limits
import Pricing
import Replay
import Reports

/// Whether quotas, concurrency and queues bear the traffic.
struct CapacityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity",
        abstract: "Whether quotas, concurrency and queues bear a log's traffic, and which would.",
        discussion: """
            Simulates every request of the log against a plan of deployments: quotas, concurrency, \
            queues, timeouts, retries, fallbacks. With --policy the requests are routed first. \
            'tollgate capacity --example' prints a plan and the rules of the simulation.

            The log has to be whole, for bursts are what fills queues and quotas. --where and smaller \
            traffic are refused; bad lines, repeated records and others that are left out are named \
            in the report. Whether the log was sampled or cut before can't be seen from it: a \
            thinned log looks better than the traffic was.

            Example: tollgate capacity logs/ --plan plan.yaml --slo 'p95 < 2s, rejected < 0.1%' \
            --find rpm,tpm --grow 1.5x,2x
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String] = []

    @OptionGroup(title: "Capacity")
    var capacity: CapacityOptions

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @Option(help: ArgumentHelp("What the CSV has rows for.", valueName: "section"))
    var section: CapacityCSV.Section?

    func validate() throws {
        if !capacity.example {
            try LatencyBasis.check(
                replay.latency, sources, for: "capacity --plan FILE", own: false)
        }
        if replay.latency == .log {
            throw ValidationError(
                "--latency stands alone; 'service: log' in the plan takes the log's latencies, "
                    + "and --latency RUN those of a run for 'service: run'")
        }
        if replay.where != nil {
            throw ValidationError(
                "--where leaves calls out, and with them the bursts that fill queues and quotas; "
                    + "give --from and --to for a period, or leave_out in the plan for models with "
                    + "quotas of their own")
        }
        let unused: [(String, Bool)] = [
            ("--baseline", !replay.baseline.isEmpty), ("--by", !replay.by.isEmpty),
            ("--rejects", replay.log.rejects != nil),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) says nothing about capacity; use it with 'replay'")
        }
        guard replay.policy.count <= 1 else {
            throw ValidationError("--policy: requests go one way; give one at most")
        }
        if section != nil && output.format != .csv {
            throw ValidationError("--section chooses rows of CSV; give --format csv with it")
        }
        if section == .limits && capacity.find == nil {
            throw ValidationError("--section limits needs --find")
        }
    }

    func run() async throws {
        if capacity.example { return try StandardOutput.write(PlanFile.example) }
        let path = capacity.plan ?? ""
        let plan = try replay.plan()
        let run = try await replay.latencyRun(for: plan)
        let file = try PlanFile(Document(contentsOf: path), run: run)
        if let run, !file.drawsFromRun {
            throw ValidationError(
                "--latency \(run.name): no deployment of \(path) draws from a run; state "
                    + "'service: run' at one, or leave out --latency")
        }
        let sought = try capacity.sought(in: file)
        let goals = try capacity.goals()
        if !sought.isEmpty && goals == nil && file.goals == nil {
            throw ValidationError("--find needs --slo, or slo in the plan")
        }
        let sources = try Sources(self.sources)
        try sources.check(replay)
        let destination = try output.destination(inputs: replay.inputs(sources) + [path])
        if !output.quiet { sources.sayWhatIsPassedOver() }
        let traffic = try await ReplayReading(
            replay: replay, sources: sources, quiet: output.quiet
        ).traffic(of: plan, fields: file.demandedFields)
        let study = CapacityStudy(
            file, goals: goals, sought: sought, scenarios: try scenarios(traffic),
            seed: capacity.seed, runs: capacity.runs, prices: plan.prices)
        let outcome = try self.outcome(of: study, traffic)
        try output.write(
            CapacityReport(outcome), to: destination,
            from: RunInputs(sources, replay, files: [(kind: "capacity plan", path: path)]),
            csv: CapacityCSV(outcome, section: section ?? .scenarios).text,
            json: CapacityJSON(outcome).text)
        try check(outcome)
    }

    /// Long simulations say how far they are, as long reading does.
    private func outcome(
        of study: CapacityStudy, _ traffic: TimedTraffic
    ) throws -> CapacityOutcome {
        guard !output.quiet, StandardError.isTerminal else {
            return try study.outcome(of: traffic)
        }
        let bar = SimulationBar()
        return try bar.whileDrawing {
            try study.outcome(of: traffic) { bar.note(done: $0.offered, of: $0.expected) }
        }
    }

    /// What was asked for is a check: that limits can be found, else that --slo holds today.
    private func check(_ outcome: CapacityOutcome) throws {
        if let search = outcome.search {
            guard search.outcome == nil else { return }
            StandardError.write("tollgate: --find: no limits hold what is asked for\n")
        } else {
            guard capacity.slo != nil, outcome.meetsGoals == false else { return }
            StandardError.write("tollgate: --slo does not hold\n")
        }
        throw FailedCheck.code
    }

    private func scenarios(_ traffic: TimedTraffic) throws -> [Scenario] {
        guard let first = traffic.requests.first?.time, let last = traffic.requests.last?.time
        else { return [] }
        try checkSpan(from: first, to: last)
        return try capacity.scenarios(in: first...last, replay.time.zone())
    }

    /// A record that is years off is a fault of the log, and the simulation's clock ends.
    private func checkSpan(from first: Timestamp, to last: Timestamp) throws {
        let span = last.nanoseconds.subtractingReportingOverflow(first.nanoseconds)
        guard span.overflow || span.partialValue > TimeSpan.longest.nanoseconds else { return }
        throw CommandError(
            "the log reaches from \(first) to \(last); expected ten years at most: give --from "
                + "and --to")
    }
}

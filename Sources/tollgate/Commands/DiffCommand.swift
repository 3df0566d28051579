import ArgumentParser
import Audit
import Console
import Replay
import Reports

/// Two policies, price tables or periods on the same traffic.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares what two policies, price tables or periods cost, and says why.",
        discussion: """
            BEFORE and AFTER are two policies ('requested' is the traffic as it was asked for), two \
            price tables, or two periods such as 2026-01 or 2026-01-05..2026-01-11. The difference \
            is taken apart into effects of price, volume and mix that add up exactly. With \
            --fail-if it is a gate; --format markdown makes a comment for a pull request.

            Example: tollgate diff requested tutorial logs/ --by team --fail-if 'cost > +5%'
            """)

    @Argument(help: ArgumentHelp("A policy, a price table or a period.", valueName: "before"))
    var before: String

    @Argument(help: ArgumentHelp("Another of the same kind.", valueName: "after"))
    var after: String

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String]

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Checking")
    var gates: GateOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if sources.isEmpty {
            throw ValidationError("expected logs or datasets after the two sides")
        }
        if !replay.baseline.isEmpty {
            throw ValidationError("--baseline: a comparison has two sides; leave it out")
        }
        if replay.log.rejects != nil {
            throw ValidationError("--rejects: the logs are read twice; use it with 'replay'")
        }
        if replay.latency != nil {
            throw ValidationError("--latency says nothing about a difference; use it with 'replay'")
        }
        if replay.policy.count > 1 {
            throw ValidationError("--policy: one at most, for both sides")
        }
    }

    func run() async throws {
        let subjects = (try DiffSubject(before), try DiffSubject(after))
        guard subjects.0.kind == subjects.1.kind else {
            throw CommandError(
                "\(before) is \(subjects.0.kind) and \(after) \(subjects.1.kind); expected two of "
                    + "one kind")
        }
        let sources = try Sources(self.sources)
        try sources.check(replay)
        let destination = try output.destination(
            inputs: [before, after].filter(PathCheck.exists) + replay.inputs(sources))
        try checkRepeatable(subjects.0)
        if !output.quiet { sources.sayWhatIsPassedOver() }
        let (first, second) = try await sides(subjects.0, subjects.1, sources)
        guard first.currency == second.currency else {
            throw CommandError(
                "\(before) is in \(first.currency) and \(after) in \(second.currency); amounts in "
                    + "two currencies can't be compared")
        }
        let difference = Difference(from: first, to: second)
        let outcomes = try gates.judge(difference)
        try write(difference.keeping(try replay.groupings()), outcomes, sources, to: destination)
        try GateOptions.end(with: outcomes)
    }

    /// Tables and periods read everything twice, and standard input can be read once only.
    private func checkRepeatable(_ subject: DiffSubject) throws {
        guard sources.contains("-"), !subject.isPolicy else { return }
        throw CommandError("-: standard input can't be read twice; give a file")
    }

    private func sides(
        _ first: DiffSubject, _ second: DiffSubject, _ sources: Sources
    ) async throws -> (DifferenceSide, DifferenceSide) {
        if first.isPolicy { return try await policySides(first, second, sources) }
        return (
            try await side(before, options(first), sources),
            try await side(after, options(second), sources)
        )
    }

    /// Two policies decide the same calls, and only those count that both price.
    private func policySides(
        _ first: DiffSubject, _ second: DiffSubject, _ sources: Sources
    ) async throws -> (DifferenceSide, DifferenceSide) {
        guard replay.policy.isEmpty else {
            throw CommandError("--policy: the two sides are policies already; leave it out")
        }
        var options = replay
        options.policy = [first, second].compactMap(\.policy)
        var plan = gates.adding(to: try options.plan())
        plan.listPrices = nil
        switch options.policy.count {
        case 2: plan.compared = .policies
        case 1: plan.compared = .requestedAndPolicy
        default: break
        }
        let result = try await ReplayReading(
            replay: options, sources: sources, quiet: output.quiet
        ).result(of: plan)
        func side(_ label: String, _ subject: DiffSubject, _ position: Int) -> DifferenceSide {
            DifferenceSide(
                label, result, subject.policy == nil ? .asRequested : .policy(position),
                countsComparedCalls: true)
        }
        return (side(before, first, 0), side(after, second, options.policy.count - 1))
    }

    /// The replay's options for a side.
    private func options(_ subject: DiffSubject) throws -> ReplayOptions {
        var options = replay
        switch subject {
        case .requested, .policy: break
        case .prices(let prices):
            guard replay.price.prices.isEmpty else {
                throw CommandError("--prices: the two sides are price tables; leave it out")
            }
            options.price.prices = [prices]
        case .period(let from, let to):
            guard replay.time.from == nil, replay.time.to == nil else {
                throw CommandError("--from and --to: the two sides are periods; leave them out")
            }
            (options.time.from, options.time.to) = (from, to)
        }
        return options
    }

    private func side(
        _ label: String, _ options: ReplayOptions, _ sources: Sources
    ) async throws -> DifferenceSide {
        var plan = gates.adding(to: try options.plan())
        plan.listPrices = nil
        let result = try await ReplayReading(
            replay: options, sources: sources, quiet: output.quiet
        ).result(of: plan)
        return DifferenceSide(label, result, options.policy.isEmpty ? .asRequested : .policy(0))
    }

    private func write(
        _ difference: Difference, _ outcomes: [GateOutcome], _ sources: Sources,
        to destination: Destination
    ) throws {
        let report = DifferenceReport(difference, gates: outcomes)
        let subjects = try [DiffSubject(before), DiffSubject(after)]
        let inputs = RunInputs(sources, subjects.reduce(replay) { $1.named(in: $0) })
        try output.write(
            report, to: destination, from: inputs, csv: DifferenceCSV(difference).text,
            json: DifferenceJSON(difference, gates: outcomes).text)
    }
}

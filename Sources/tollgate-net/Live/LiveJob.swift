import Calls
import Console
import Foundation
import Limits
import Live
import Logs
import Pricing
import Replay
import Reports
import Routing
import Upstream
import UpstreamHTTP

/// One live run, from the log to the report.
struct LiveJob {
    private let command: LiveCommand
    private let inputs: RunInputs
    private let destination: Destination
    private let endpoint: Endpoint
    private let client: ClientOptions
    private let plan: LivePlan
    private let schedule: Schedule
    private let limit: Money?
    private let description: LiveRunDescription

    /// Draws the sample and plans what is sent; sends nothing.
    init(_ command: LiveCommand) async throws {
        self.command = command
        let replay = command.replay
        let sources = try Sources(command.sources)
        try sources.check(replay)
        inputs = RunInputs(sources, replay)
        destination = try command.output.destination(
            inputs: replay.inputs(sources) + command.keeping.files)
        if !command.output.quiet { sources.sayWhatIsPassedOver() }
        endpoint = try command.upstream.endpoint()

        let replayPlan = try replay.plan()
        let now = Timestamp(nanoseconds: SystemTimepiece().now().nanoseconds)
        let prices = try Self.prices(replayPlan, at: now)
        limit = try command.sending.limit(in: prices.currency)
        let selector = try replayPlan.selectors.first.map(Self.withoutBudget)
        client = try command.upstream.options(fallback: selector?.policy)

        let sample = try await Self.sample(command, sources, replayPlan, prices)
        let maker = RequestMaker(
            choice: command.model.map { .model($0) } ?? .logged,
            // No two runs send the same made-up text, or a provider's cache would answer.
            seed: command.sample.seed ^ UInt64(bitPattern: now.nanoseconds),
            isStreamed: !command.upstream.noStream)
        let bounds = WorstCase(
            prices: prices, fallback: client.fallback,
            attempts: command.upstream.mostAttempts(
                fallback: client.fallback), time: now)
        plan = try LivePlan(
            maker.requests(sample.requests), bounds: bounds,
            allowsUnpriced: command.sending.allowUnpriced)
        schedule = try command.sending.schedule(sample.requests)
        description = LiveRunDescription(
            sample: sample, policy: selector?.policy.name, host: endpoint.host,
            notes: try RunNotes.sentences(command, isFromStore: !sources.datasets.isEmpty))
    }

    /// What a budget has left depends on all the calls of a month, of which a sample knows nothing.
    private static func withoutBudget(_ selector: ModelSelector) throws -> ModelSelector {
        guard selector.policy.budget != nil else { return selector }
        throw CommandError(
            "policy \(selector.policy.name) has a budget, which a sample can't tell how far it is "
                + "spent; give a policy without one, and --max-spend for the run")
    }

    private static func prices(_ plan: ReplayPlan, at now: Timestamp) throws -> PriceTable {
        guard let table = plan.prices.table(at: now) else {
            throw CommandError(
                "price table \(plan.prices.name) has no prices in force today, when requests are "
                    + "sent; give a table that has some")
        }
        return table
    }

    /// Draws the sample, and fetches its texts in a second reading.
    private static func sample(
        _ command: LiveCommand, _ sources: Sources, _ plan: ReplayPlan, _ prices: PriceTable
    ) async throws -> DrawnSample {
        let options = try command.replay.reading(progress: nil, rejects: nil)
        let source = FilteredCalls(sources.source(options), plan.filter)
        guard let selector = plan.selectors.first else {
            return try await sample(command, source, plan, prices)
        }
        return try await sample(command, RoutedSource(source, selector), plan, prices)
    }

    private static func sample(
        _ command: LiveCommand, _ source: some CallSource, _ plan: ReplayPlan, _ prices: PriceTable
    ) async throws -> DrawnSample {
        var demand = Demand()
        (demand.from, demand.to) = (plan.from, plan.to)
        let design = try command.sample.design(prices)
        return try await design.draw(from: source, demand: demand, jobs: command.replay.jobs)
            .withTexts(from: source, demand: demand, jobs: command.replay.jobs)
    }

    /// Writes what would be sent as the result.
    func showPlan() throws {
        try command.output.write(
            LivePlanReport(plan, description), to: destination, from: inputs,
            csv: LivePlanCSV(plan).text, json: LivePlanJSON(plan, description).text)
    }

    /// Shows what will be sent and asks, unless that was settled before.
    func confirm() throws {
        let (isSettled, isQuiet) = (command.sending.yes, command.output.quiet)
        if !isSettled || !isQuiet {
            StandardError.write(LivePlanReport(plan, description).text(isColored: false) + "\n")
        }
        if isSettled { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandError(
                "nothing was sent: there is no terminal to ask at; give --yes to send, or "
                    + "--dry-run to see the plan only")
        }
        StandardError.write("Send? [y/N] ")
        guard let answer = readLine()?.lowercased(), answer == "y" || answer == "yes" else {
            throw CommandError("nothing was sent")
        }
    }

    /// Sends, measures, keeps and reports.
    func run() async throws {
        let key = try command.upstream.key()
        let transport = try HTTPTransport(
            HTTPSettings(
                connectionsPerHost: command.sending.concurrency,
                trustedCertificates: command.upstream.caFile))
        let result: LiveResult
        let loss: (any Error)?
        do {
            (result, loss) = try await measure(key, over: transport)
        } catch {
            await transport.shutDown()
            throw error
        }
        await transport.shutDown()
        // What was measured is reported even where it could not be kept.
        try write(result)
        if let loss { throw loss }
        try Self.check(result)
    }

    /// What was measured, and what kept it from being kept.
    private func measure(
        _ key: APIKey, over transport: HTTPTransport
    ) async throws -> (LiveResult, (any Error)?) {
        let timepiece = SystemTimepiece()
        let start = timepiece.now()
        let clock = WallClock(Timestamp(nanoseconds: start.nanoseconds), at: start)
        let name = command.keeping.name(at: Date())
        let keeper = try RunKeeper(command.keeping, run: name, clock: clock)
        let sender = UpstreamClient(
            endpoint, key: key, over: transport, timepiece: timepiece, options: client)
        let live = LiveRun(
            plan,
            LiveRun.Settings(
                name: name, schedule: schedule, seed: command.sample.seed,
                concurrency: command.sending.concurrency, limit: limit),
            sender: sender, timepiece: timepiece, wallClock: clock)
        let result = await Self.result(of: live, keeper, LiveBar(command.output, plan))
        return (result, await keeper.finish())
    }

    /// A run that was interrupted, or brought no answer, is no success.
    private static func check(_ result: LiveResult) throws {
        if case .interrupted = result.ending {
            throw CommandError("interrupted; the report is about what had been measured by then")
        }
        guard result.measured.allSatisfy({ $0.exchange.completion == nil }) else { return }
        let reason = result.measured.lazy.compactMap(\.exchange.failure).first?.message
        throw CommandError("no request was answered: \(reason ?? "none was sent")")
    }

    /// The result, or the part of it that was measured when a signal came.
    private static func result(
        of live: LiveRun, _ keeper: RunKeeper, _ bar: LiveBar
    ) async -> LiveResult {
        let task = Task {
            await live.result { measured, progress in
                keeper.keep(measured)
                bar.show(progress)
            }
        }
        Interruption.cancelInstead { task.cancel() }
        defer {
            Interruption.endAgain()
            bar.finish()
        }
        return await task.value
    }

    private func write(_ result: LiveResult) throws {
        try command.output.write(
            LiveReport(result, description), to: destination, from: inputs,
            csv: LiveCSV(result, section: command.section ?? .latency).text,
            json: LiveJSON(result, description).text)
    }
}

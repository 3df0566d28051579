public import Calls

/// Log files as a source of calls.
public struct LogFiles: CallSource {
    private let inputs: [LogInput]
    private let options: ReadingOptions

    /// Names the inputs; nothing is opened yet.
    public init(_ inputs: [LogInput], options: ReadingOptions = ReadingOptions()) {
        self.inputs = inputs
        self.options = options
    }

    /// Reads all inputs once.
    ///
    /// - Parameters:
    ///   - demand: What is needed of each record.
    ///   - jobs: How many workers.
    ///   - makeConsumer: Makes a worker's consumer.
    /// - Returns: What the consumers found, in no particular order, and what was read.
    /// - Throws: `LogError`, the first in the order of the inputs.
    public func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let run = ReadingRun(inputs, demand, options)
        var outcomes = await withTaskGroup(of: WorkerOutcome<Consumer.Partial>.self) { group in
            for _ in 0..<max(1, jobs) {
                group.addTask { run.work(makeConsumer()) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        if let failure = run.ledger.failure { throw failure }
        for case let failure? in outcomes.map(\.failure) { throw failure }
        var joining = Joining()
        for index in outcomes.indices { joining.add(outcomes[index].takePieces()) }
        if !joining.isEmpty { outcomes.append(try run.join(&joining, makeConsumer())) }
        return (
            outcomes.map(\.partial), run.summary(outcomes.map(\.account), joining)
        )
    }
}

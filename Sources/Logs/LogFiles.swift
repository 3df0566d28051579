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
        let demand = options.assumptions.widened(demand)
        let feed = ChunkFeed(inputs, options: options)
        let ledger = LineLedger(inputNames: inputs.map(\.name), rejects: options.rejects)
        let outcomes = await withTaskGroup(of: Outcome<Consumer.Partial>.self) { group in
            for _ in 0..<max(1, jobs) {
                group.addTask { work(feed, ledger, demand, makeConsumer()) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        if let failure = ledger.failure { throw failure }
        for case let failure? in outcomes.map(\.failure) { throw failure }
        return (outcomes.map(\.partial), summary(ledger, outcomes))
    }

    private struct Outcome<Partial: Sendable>: Sendable {
        let partial: Partial
        let uses: [Int]
        let formats: [Int: LogFormat]
        let failure: LogError?
    }

    /// What one worker does until nothing is left.
    private func work<Consumer: BlockConsumer>(
        _ feed: ChunkFeed, _ ledger: LineLedger, _ demand: Demand, _ consumer: Consumer
    ) -> Outcome<Consumer.Partial> {
        let desk = ReadingDesk(demand: demand, options: options, consume: consumer.consume)
        let worker = ChunkWorker(desk)
        let buffer = ChunkBuffer(capacity: ChunkFeed.target)
        var formats: [Int: LogFormat] = [:]
        var failure: LogError?
        do throws(LogError) {
            while let chunk = try feed.next(into: buffer) {
                formats[chunk.input] = chunk.format
                let finding = worker.read(chunk, in: buffer)
                ledger.settle(finding, ordinal: chunk.ordinal)
                if finding.fault != nil || ledger.failure != nil { feed.stop(at: chunk.ordinal) }
            }
        } catch {
            failure = error
        }
        return Outcome(
            partial: consumer.partial(), uses: desk.assumptionUses, formats: formats,
            failure: failure)
    }

    private func summary<Partial>(
        _ ledger: LineLedger, _ outcomes: [Outcome<Partial>]
    ) -> SourceSummary {
        let byInput = outcomes.reduce(into: [:]) { $0.merge($1.formats) { first, _ in first } }
        var formats: [String] = []
        for input in byInput.keys.sorted() {
            if let name = byInput[input]?.rawValue, !formats.contains(name) { formats.append(name) }
        }
        let assumptions = options.assumptions.entries.enumerated().map { index, entry in
            AppliedAssumption(
                text: entry.text, records: outcomes.reduce(0) { $0 + $1.uses[index] })
        }
        return SourceSummary(
            files: inputs.map(\.name), formats: formats, skipped: ledger.skipped,
            assumptions: assumptions)
    }
}

import Calls

/// The calls of another source as if each had asked for the model that answered, where the log
/// tells: what a provider bills.
struct ServedModels<Base: CallSource>: CallSource {
    private let base: Base

    init(_ base: Base) { self.base = base }

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        try await base.read(demand, jobs: jobs) { ServedModelConsumer(makeConsumer()) }
    }
}

/// Puts the model that answered in place of the one that was asked for.
final class ServedModelConsumer<Wanted: BlockConsumer>: BlockConsumer {
    private let wanted: Wanted

    init(_ wanted: Wanted) { self.wanted = wanted }

    func consume(_ block: CallBlock) throws(RowFault) {
        for row in 0..<block.count where block.servedModel[row] != .none {
            block.model[row] = block.servedModel[row]
        }
        try wanted.consume(block)
    }

    func partial() -> Wanted.Partial { wanted.partial() }
}

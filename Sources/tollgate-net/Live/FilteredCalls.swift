import Calls
import Replay

/// The calls of a source, all of them or those for which a condition holds.
struct FilteredCalls<Base: CallSource>: CallSource {
    private let base: Base
    private let filter: CallFilter?

    init(_ base: Base, _ filter: CallFilter?) { (self.base, self.filter) = (base, filter) }

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        guard let filter else {
            return try await base.read(demand, jobs: jobs, makeConsumer: makeConsumer)
        }
        return try await FilteredSource(base, filter).read(
            demand, jobs: jobs, makeConsumer: makeConsumer)
    }
}

public import Calls
import Routing

/// The calls of another source for which a condition holds.
public struct FilteredSource<Base: CallSource>: CallSource {
    private let base: Base
    private let filter: CallFilter

    /// The calls of another source for which a condition holds.
    public init(_ base: Base, _ filter: CallFilter) {
        (self.base, self.filter) = (base, filter)
    }

    /// Reads the other source and hands on the calls that are wanted.
    public func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let filter = filter
        let found = try await base.read(filter.widened(demand), jobs: jobs) {
            FilteringConsumer(makeConsumer(), filter)
        }
        var summary = found.summary
        summary.filter = AppliedFilter(
            condition: filter.condition.description,
            leftOut: found.partials.reduce(0) { $0 + $1.leftOut })
        return (found.partials.map(\.wanted), summary)
    }
}

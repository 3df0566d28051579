public import Calls
public import Routing

/// The calls of another source, each asking for the model to which a policy sends it.
public struct RoutedSource<Base: CallSource>: CallSource {
    private let base: Base
    private let selector: ModelSelector

    /// The calls of another source, routed.
    ///
    /// - Parameters:
    ///   - base: The other source.
    ///   - selector: Decides where calls go, as in a replay.
    public init(_ base: Base, _ selector: ModelSelector) {
        (self.base, self.selector) = (base, selector)
    }

    /// Reads the other source and changes the models of its calls.
    public func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let selector = selector
        return try await base.read(selector.policy.features.widened(demand), jobs: jobs) {
            RoutingConsumer(makeConsumer(), selector)
        }
    }
}

/// Hands calls on with the models to which a policy sends them.
private final class RoutingConsumer<Wanted: BlockConsumer>: BlockConsumer {
    private let consumer: Wanted
    private let router: BlockRouter

    init(_ consumer: Wanted, _ selector: ModelSelector) {
        (self.consumer, router) = (consumer, BlockRouter(selector))
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        let models = try router.models(of: block)
        for (row, model) in models.enumerated() { block.model[row] = model }
        try consumer.consume(block)
    }

    func partial() -> Wanted.Partial { consumer.partial() }
}

package import Calls

/// Several sources, read one after the other.
package struct JoinedSource: CallSource {
    package let parts: [any CallSource]

    package func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        var partials: [Consumer.Partial] = []
        var summary = SourceSummary(files: [], formats: [], skipped: [], assumptions: [])
        for (number, part) in parts.enumerated() {
            let found = try await part.read(demand, jobs: jobs) {
                PartConsumer(number, makeConsumer())
            }
            partials += found.partials
            summary.add(found.summary)
        }
        return (partials, summary)
    }
}

/// Tells a consumer from which of several sources the calls come.
private final class PartConsumer<Inner: BlockConsumer>: BlockConsumer {
    private let number: Int
    private let inner: Inner

    init(_ number: Int, _ inner: Inner) { (self.number, self.inner) = (number, inner) }

    var narrow: (any NarrowConsumer)? { inner.narrow }

    func consume(_ block: CallBlock) throws(RowFault) {
        block.piece.source = number
        try inner.consume(block)
    }

    func partial() -> Inner.Partial { inner.partial() }
}

extension SourceSummary {
    fileprivate mutating func add(_ other: SourceSummary) {
        files += other.files
        formats += other.formats.filter { !formats.contains($0) }
        skipped += other.skipped
        removed += other.removed
        assumptions += other.assumptions
        notes += other.notes
    }
}

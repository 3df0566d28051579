import Calls

/// Several sources, read one after the other.
struct JoinedSource: CallSource {
    let parts: [any CallSource]

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        var partials: [Consumer.Partial] = []
        var summary = SourceSummary(files: [], formats: [], skipped: [], assumptions: [])
        for part in parts {
            let found = try await part.read(demand, jobs: jobs, makeConsumer: makeConsumer)
            partials += found.partials
            summary.add(found.summary)
        }
        return (partials, summary)
    }
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

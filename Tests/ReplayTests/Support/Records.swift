import Calls
import Pricing
import Replay

/// Calls that no file could hold, handed to the workers in turn.
struct Records: CallSource {
    let count: Int
    var recordsPerBlock = 100
    let make: @Sendable (Int, NameTable) -> CallRecord

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        var partials: [Consumer.Partial] = []
        for job in 0..<jobs {
            let consumer = makeConsumer()
            let block = CallBlock(demand: demand, names: NameTable(), capacity: recordsPerBlock)
            for index in stride(from: job, to: count, by: jobs) {
                block.append(make(index, block.names), texts: [], tags: [])
                if block.isFull { try flush(block, to: consumer) }
            }
            try flush(block, to: consumer)
            partials.append(consumer.partial())
        }
        let summary = SourceSummary(files: [], formats: [], skipped: [], assumptions: [])
        return (partials, summary)
    }

    private func flush(_ block: CallBlock, to consumer: some BlockConsumer) throws {
        if block.count > 0 { try consumer.consume(block) }
        block.removeAll()
    }
}

extension Records {
    /// Calls to one model, a second apart, each with the same tokens.
    static func alike(_ count: Int, _ model: String, _ usage: TokenUsage) -> Records {
        Records(count: count) { index, names in
            var record = CallRecord()
            record.time = Timestamp(nanoseconds: Int64(index) * 1_000_000_000)
            record.model = names.intern(model)
            record.usage = usage
            record.usageState = .known
            return record
        }
    }
}

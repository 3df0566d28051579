import Calls
import Foundation
import Pricing

/// The file of columns that all contestants read; the README beside tells its layout.
struct ColumnFile: CallSource {
    struct Layout: Decodable {
        struct Column: Decodable {
            let name: String
            let type: String
            let offset: Int
        }

        let rows: Int
        let models: [String]
        let thresholds: [Int64]
        let columns: [Column]
    }

    enum Fault: Error { case noColumn(String) }

    let layout: Layout
    private let data: Data

    init(_ path: String) throws {
        data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        layout = try JSONDecoder().decode(Layout.self, from: data.prefix(4096))
    }

    func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let consumer = makeConsumer()
        let names = NameTable()
        let models = layout.models.map { names.intern($0) }
        let block = CallBlock(demand: demand, names: names)
        let isComplex = try column("is_complex", UInt8.self)
        let model = try column("model", UInt8.self)
        let length = try column("content_length", UInt32.self)
        let messages = try column("message_count", UInt16.self)
        let prompt = try column("prompt_tokens", UInt32.self)
        let completion = try column("completion_tokens", UInt32.self)
        for row in 0..<layout.rows {
            var record = CallRecord()
            record.time = Timestamp(nanoseconds: Int64(row))
            record.model = models[Int(model(row))]
            record.contentLength = Int64(length(row))
            record.messageCount = Int64(messages(row))
            record.usage = TokenUsage(
                input: UInt64(prompt(row)), output: UInt64(completion(row)))
            record.usageState = .known
            block.append(record, texts: [TextPresence(isComplex(row) != 0)], tags: [])
            if block.isFull { try consumer.consume(block); block.removeAll() }
        }
        if block.count > 0 { try consumer.consume(block) }
        let summary = SourceSummary(files: [], formats: [], skipped: [], assumptions: [])
        return ([consumer.partial()], summary)
    }

    private func column<Number: FixedWidthInteger>(
        _ name: String, _ type: Number.Type
    ) throws -> (Int) -> Number {
        guard let column = layout.columns.first(where: { $0.name == name }) else {
            throw Fault.noColumn(name)
        }
        let bytes = data.withUnsafeBytes { $0.baseAddress }
        let start = bytes.map { $0 + column.offset }
        return { row in
            Number(
                littleEndian: start?.loadUnaligned(
                    fromByteOffset: row * MemoryLayout<Number>.size, as: Number.self) ?? 0)
        }
    }
}

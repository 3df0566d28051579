import Calls

@testable import Logs

/// What workers make of a log that is handed to them in parts, each part to a worker of its own.
struct ChunkReading: Equatable {
    /// A line, or a row of several, left out.
    struct Skipped: Equatable {
        let line: Int
        let lines: Int
        let reason: String
        let bytes: [UInt8]
    }

    private(set) var rows: [Row] = []
    private(set) var removed: [RemovedRecords] = []
    private(set) var skipped: [Skipped] = []
    /// The line that ended the reading.
    private(set) var faultLine: Int?
    private(set) var lines = 0

    /// Of no lines.
    init() {}

    /// Reads parts of whole records that are written in one shape.
    init(
        _ parts: [[UInt8]], _ shape: LogShape, _ demand: Demand, _ options: ReadingOptions
    ) throws(LogError) {
        var joining = Joining()
        for (index, part) in parts.enumerated() where faultLine == nil && !part.isEmpty {
            let chunk = Chunk(
                ordinal: index, input: 0, shape: shape, isFirst: index == 0, content: .lines)
            read(part, chunk, demand, options, &joining)
        }
        guard !joining.isEmpty else { return }
        rows += try ReadingRun([], demand, options).join(&joining, RowCollector()).partial
        removed = joining.removed
    }

    private mutating func read(
        _ part: [UInt8], _ chunk: Chunk, _ demand: Demand, _ options: ReadingOptions,
        _ joining: inout Joining
    ) {
        let collector = RowCollector()
        // Blocks of few rows, so that they fill up.
        let desk = ReadingDesk(
            demand: demand, options: options, blockRows: 3, consume: collector.consume)
        let worker = ChunkWorker(desk)
        // Of exactly this size, so that a sanitizer sees what is read beyond the padding.
        let buffer = ChunkBuffer(capacity: part.count)
        buffer.bytes.update(from: part, count: part.count)
        buffer.count = part.count
        let finding = worker.read(chunk, in: buffer)
        rows += collector.partial()
        skipped += finding.skipped.map {
            Skipped(
                line: lines + $0.line, lines: $0.lines, reason: $0.reason, bytes: $0.bytes)
        }
        faultLine = finding.fault.map { lines + $0.line }
        lines += finding.lines
        joining.add(HeldPieces(byFormat: worker.pieces, names: desk.names.all))
    }
}

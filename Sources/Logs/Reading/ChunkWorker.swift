import Calls

/// Reads chunks of any format into blocks; one worker, one thread at a time.
final class ChunkWorker {
    private let desk: ReadingDesk
    private var loops: [LogFormat: LineLoop] = [:]

    init(_ desk: ReadingDesk) { self.desk = desk }

    /// Reads a chunk.
    func read(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding {
        (desk.chunk, desk.input) = (chunk.ordinal, chunk.input)
        desk.firstLineAdvice = chunk.isFirst ? chunk.shape?.firstLineAdvice : nil
        var finding =
            switch chunk.content {
            case .overlongStart: overlongStart(chunk, buffer)
            case .overlongRest: overlongRest(chunk, buffer)
            case .lines: loop(for: chunk.shape?.format ?? .native).readLines(chunk, in: buffer)
            }
        finding.header = chunk.shape?.headerRow ?? []
        return finding
    }

    private func loop(for format: LogFormat) -> LineLoop {
        if let loop = loops[format] { return loop }
        let made = format.makeLoop(desk)
        loops[format] = made
        return made
    }

    private func overlongStart(_ chunk: Chunk, _ buffer: ChunkBuffer) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        let start = UnsafePointer(buffer.bytes)
        let lines = newlines(in: buffer)
        desk.note(desk.tooLong, over: lines, from: start, to: start + buffer.count, &finding)
        finding.lines = lines
        return finding
    }

    private func overlongRest(_ chunk: Chunk, _ buffer: ChunkBuffer) -> LineLedger.Finding {
        let start = UnsafePointer(buffer.bytes)
        let lines = newlines(in: buffer)
        let bytes = desk.rejected(from: start, to: start + buffer.count)
        var finding = LineLedger.Finding(input: chunk.input, lines: lines)
        finding.restOfSkipped = LineLedger.Skipped(
            line: 0, lines: lines, reason: desk.tooLong.reason, bytes: bytes)
        return finding
    }

    private func newlines(in buffer: ChunkBuffer) -> Int {
        UnsafeBufferPointer(start: buffer.bytes, count: buffer.count).count { $0 == 0x0A }
    }

    /// What waits to be joined, by format, with the names behind its ids.
    var pieces: [LogFormat: [CallPiece]] {
        loops.mapValues(\.pieces).filter { !$0.value.isEmpty }
    }

    /// Records that were read but are no calls, by format and reason.
    var passedOver: [LogFormat: [RemovedRecords]] { loops.mapValues(\.passedOver) }
}

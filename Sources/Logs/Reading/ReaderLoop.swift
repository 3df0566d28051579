import Calls

/// Reads the lines of chunks in one format.
protocol LineLoop: AnyObject {
    /// Reads a chunk of whole lines.
    func readLines(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding
}

/// The loop over lines, compiled for each reader by itself.
final class ReaderLoop<Reader: RecordReader>: LineLoop {
    private let desk: ReadingDesk
    private var state: State?

    /// What changes from line to line; taken out while a chunk is read, so that it is nobody else's.
    private struct State {
        var reader: Reader
        var draft: RecordDraft
        var mayBeHeader = false
    }

    init(_ desk: ReadingDesk) {
        self.desk = desk
        state = State(
            reader: Reader(demand: desk.demand, names: desk.names),
            draft: RecordDraft(demand: desk.demand))
    }

    func readLines(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        guard var state = state.take() else { return finding }
        var at = UnsafePointer(buffer.bytes)
        let end = at + buffer.count
        state.mayBeHeader = chunk.isFirst
        while at < end && finding.fault == nil {
            at = readLine(at, &state, &finding)
            if desk.block.isFull { desk.flush(&finding) }
        }
        desk.flush(&finding)
        self.state = state
        return finding
    }

    /// Reads one line and gives the start of the next.
    @inline(__always)
    private func readLine(
        _ start: UnsafePointer<UInt8>, _ state: inout State, _ finding: inout LineLedger.Finding
    ) -> UnsafePointer<UInt8> {
        var cursor = JSONCursor(at: start)
        cursor.skipSpace()
        do throws(BadLine) {
            if cursor.take(UInt8(ascii: "\n")) {
                if desk.isTooLong(cursor.at - start) { throw desk.tooLong }
            } else {
                try readRecord(&cursor, &state, line: finding.lines)
            }
        } catch {
            cursor.at = afterLine(start)
            let isTooLong = desk.isTooLong(cursor.at - start)
            desk.note(isTooLong ? desk.tooLong : error, from: start, to: cursor.at, &finding)
        }
        finding.lines += 1
        return cursor.at
    }

    @inline(__always)
    private func readRecord(
        _ cursor: inout JSONCursor, _ state: inout State, line: Int
    ) throws(BadLine) {
        let mayBeHeader = state.mayBeHeader
        state.mayBeHeader = false
        state.draft.reset(line: UInt32(line))
        let isRecord = try state.reader.read(
            &cursor, into: &state.draft, isFirstLine: mayBeHeader)
        if desk.isTooLong(cursor.at - cursor.lineStart) { throw desk.tooLong }
        if isRecord { try desk.add(&state.draft, requiresModel: Reader.requiresModel) }
    }

    private func afterLine(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var at = start
        while at.pointee != UInt8(ascii: "\n") { at += 1 }
        return at + 1
    }
}

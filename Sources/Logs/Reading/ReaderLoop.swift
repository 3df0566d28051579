import Calls

/// Reads the lines of chunks in one format, whichever it is.
///
/// Made where the format's types are named, so that its functions are compiled for these; calling
/// a requirement of a protocol would run the code that serves all types.
struct LineLoop {
    private let read: (Chunk, ChunkBuffer) -> LineLedger.Finding
    private let waiting: () -> [CallPiece]
    private let leftOut: () -> [RemovedRecords]

    @inline(__always)
    init(_ loop: ReaderLoop<some LineTaker>) {
        read = { loop.readLines($0, in: $1) }
        waiting = { loop.pieces }
        leftOut = { loop.passedOver }
    }

    /// Reads a chunk of whole lines.
    func readLines(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding {
        read(chunk, buffer)
    }

    /// What waits to be joined with the pieces of other lines.
    var pieces: [CallPiece] { waiting() }

    /// Records that were read but are no calls, by reason.
    var passedOver: [RemovedRecords] { leftOut() }
}

/// The loop over lines, compiled for each format by itself.
final class ReaderLoop<Taker: LineTaker> {
    private let desk: ReadingDesk
    private var state: State?

    /// What changes from line to line; taken out while a chunk is read, so that it is nobody else's.
    private struct State {
        var taker: Taker
        var row = CSVRow(cellsHoldJSON: Taker.cellsHoldJSON)
        var mayBeHeader = false
    }

    init(_ desk: ReadingDesk) {
        self.desk = desk
        state = State(taker: Taker(desk))
    }

    var pieces: [CallPiece] { state?.taker.pieces ?? [] }
    var passedOver: [RemovedRecords] { state?.taker.passedOver ?? [] }

    func readLines(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        guard var state = state.take() else { return finding }
        var at = UnsafePointer(buffer.bytes)
        let end = at + buffer.count
        state.mayBeHeader = chunk.isFirst
        if chunk.isFirst, let header = chunk.shape?.header {
            at = afterHeader(at, end, header, &finding)
        }
        while at < end && finding.fault == nil {
            if let header = chunk.shape?.header {
                at = readRow(at, end, header, &state, &finding)
            } else {
                at = readLine(at, &state, &finding)
            }
            if desk.block.isFull { desk.flush(&finding) }
        }
        desk.flush(&finding)
        finding.isKept = !state.taker.pieces.isEmpty
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
                try desk.checkLength(of: cursor)
            } else {
                let mayBeHeader = state.mayBeHeader
                state.mayBeHeader = false
                try state.taker.take(&cursor, line: finding.lines, isFirstLine: mayBeHeader)
            }
        } catch {
            cursor.at = afterLine(start)
            let isTooLong = desk.isTooLong(cursor.at - start)
            let bad = isTooLong ? desk.tooLong : error
            desk.note(bad, over: 1, from: start, to: cursor.at, &finding)
        }
        finding.lines += 1
        return cursor.at
    }

    private func afterLine(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var at = start
        while at.pointee != UInt8(ascii: "\n") { at += 1 }
        return at + 1
    }

    /// Passes over the header of CSV and blank lines before it, and gives the start of the next row.
    private func afterHeader(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ header: CSVHeader,
        _ finding: inout LineLedger.Finding
    ) -> UnsafePointer<UInt8> {
        var at = start
        while at < end, let blank = CSVRow.blank(at: at) {
            at = advance(&finding, from: at, over: blank)
        }
        guard at < end else { return at }
        let row = CSVRow.first(from: at, to: end, delimiter: header.delimiter)
        return advance(&finding, from: at, over: row)
    }

    /// Reads one row of CSV, which may span lines, and gives the start of the next.
    private func readRow(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ header: CSVHeader,
        _ state: inout State, _ finding: inout LineLedger.Finding
    ) -> UnsafePointer<UInt8> {
        if let blank = CSVRow.blank(at: start) {
            return advance(&finding, from: start, over: blank)
        }
        let line = finding.lines
        var row: CSVRow.Span?
        do throws(BadLine) {
            let written = try state.row.write(from: start, to: end, under: header)
            row = written
            if desk.isTooLong(written.bytes) { throw desk.tooLong }
            try state.row.read { cursor throws(BadLine) in
                try state.taker.take(&cursor, line: line, isFirstLine: false)
            }
        } catch {
            let whole = row ?? CSVRow.first(from: start, to: end, delimiter: header.delimiter)
            let bad = desk.isTooLong(whole.bytes) ? desk.tooLong : error
            let next = start + whole.bytes
            desk.note(bad, over: whole.lines, from: start, to: next, &finding)
            row = whole
        }
        return row.map { advance(&finding, from: start, over: $0) } ?? end
    }

    private func advance(
        _ finding: inout LineLedger.Finding, from start: UnsafePointer<UInt8>,
        over row: CSVRow.Span
    ) -> UnsafePointer<UInt8> {
        finding.lines += row.lines
        return start + row.bytes
    }
}

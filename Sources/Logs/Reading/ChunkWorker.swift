import Calls
import Pricing

/// Reads chunks into blocks and hands these to a consumer; one worker, one thread at a time.
final class ChunkWorker<Consumer: BlockConsumer> {
    private let options: ReadingOptions
    private let consumer: Consumer
    private let block: CallBlock
    private var draft: RecordDraft
    private var filler: AssumptionFiller
    private var native: NativeReader
    private var openAI: OpenAIReader
    private var azure: AzureReader
    private var mayBeHeader = false

    init(demand: Demand, options: ReadingOptions, consumer: Consumer) {
        let names = NameTable()
        self.options = options
        self.consumer = consumer
        block = CallBlock(demand: demand, names: names)
        draft = RecordDraft(demand: demand)
        filler = AssumptionFiller(options.assumptions, demand: demand, names: names)
        native = NativeReader(demand: demand, names: names)
        openAI = OpenAIReader(demand: demand, names: names)
        azure = AzureReader(demand: demand, names: names)
    }

    /// How many records each assumption filled in so far.
    var assumptionUses: [Int] { filler.uses }

    /// Reads a chunk.
    func read(_ chunk: Chunk, in buffer: ChunkBuffer) -> LineLedger.Finding {
        switch chunk.content {
        case .overlongStart: overlongStart(chunk, buffer)
        case .overlongRest: overlongRest(chunk, buffer)
        case .lines:
            switch chunk.format {
            case .native, nil: readLines(chunk, buffer, with: &native)
            case .openai: readLines(chunk, buffer, with: &openAI)
            case .azure: readLines(chunk, buffer, with: &azure)
            }
        }
    }

    private func readLines<Reader: RecordReader>(
        _ chunk: Chunk, _ buffer: ChunkBuffer, with reader: inout Reader
    ) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        var at = UnsafePointer(buffer.bytes)
        let end = at + buffer.count
        mayBeHeader = chunk.isFirst
        while at < end && finding.fault == nil {
            at = readLine(at, with: &reader, &finding)
            if block.isFull { flush(&finding) }
        }
        flush(&finding)
        return finding
    }

    /// Reads one line and gives the start of the next.
    @inline(__always)
    private func readLine<Reader: RecordReader>(
        _ start: UnsafePointer<UInt8>, with reader: inout Reader,
        _ finding: inout LineLedger.Finding
    ) -> UnsafePointer<UInt8> {
        var cursor = JSONCursor(at: start)
        cursor.skipSpace()
        do throws(BadLine) {
            if cursor.take(UInt8(ascii: "\n")) {
                try checkLength(cursor.at - start)
            } else {
                let isHeaderAllowed = mayBeHeader
                mayBeHeader = false
                draft.reset(line: UInt32(finding.lines))
                let isRecord = try reader.read(
                    &cursor, into: &draft, isFirstLine: isHeaderAllowed)
                try checkLength(cursor.at - start)
                if isRecord { try complete(requiresModel: Reader.requiresModel) }
            }
        } catch {
            cursor.at = afterLine(start)
            let isTooLong = cursor.at - start - 1 > options.maximumLineBytes
            note(isTooLong ? tooLong : error, line: start, end: cursor.at, &finding)
        }
        finding.lines += 1
        return cursor.at
    }

    @inline(__always)
    private func checkLength(_ bytes: Int) throws(BadLine) {
        if bytes - 1 > options.maximumLineBytes { throw tooLong }
    }

    private var tooLong: BadLine {
        BadLine(
            reason: "the line is longer than \(options.maximumLineBytes) bytes",
            detail: "raise --max-line if it is meant to be")
    }

    /// Fills in what is assumed and adds the record to the block.
    @inline(__always)
    private func complete(requiresModel: Bool) throws(BadLine) {
        if let time = draft.record.time, !block.accepts(time) { return }
        filler.fill(&draft)
        if requiresModel && draft.record.model == .none {
            throw .missing("model", expected: "the model that was asked for")
        }
        block.append(draft.record, texts: draft.texts, tags: draft.tags)
    }

    private func afterLine(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var at = start
        while at.pointee != UInt8(ascii: "\n") { at += 1 }
        return at + 1
    }

    @inline(never)
    private func note(
        _ bad: BadLine, line start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>,
        _ finding: inout LineLedger.Finding
    ) {
        guard options.skipsBadLines else {
            finding.fault = LineLedger.Fault(
                line: finding.lines,
                message: "\(bad.message); mend the line, or use --skip-bad to leave such lines out")
            return
        }
        let bytes =
            options.rejects == nil
            ? [] : Array(UnsafeBufferPointer(start: start, count: end - start))
        finding.skipped.append(
            LineLedger.Skipped(line: finding.lines, reason: bad.reason, bytes: bytes))
    }

    private func overlongStart(_ chunk: Chunk, _ buffer: ChunkBuffer) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        let start = UnsafePointer(buffer.bytes)
        note(tooLong, line: start, end: start + buffer.count, &finding)
        finding.lines = 1
        return finding
    }

    private func overlongRest(_ chunk: Chunk, _ buffer: ChunkBuffer) -> LineLedger.Finding {
        var finding = LineLedger.Finding(input: chunk.input)
        if options.rejects != nil {
            finding.restOfSkipped = Array(
                UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
        }
        return finding
    }

    /// Hands the block on.
    ///
    /// A refused row lies before a bad line that ended the reading.
    private func flush(_ finding: inout LineLedger.Finding) {
        guard block.count > 0 else { return }
        do throws(RowFault) {
            try consumer.consume(block)
        } catch {
            finding.fault = LineLedger.Fault(
                line: Int(block.line[error.row]), message: error.message)
        }
        block.removeAll()
    }
}

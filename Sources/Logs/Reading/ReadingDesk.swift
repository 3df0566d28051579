import Calls
import Pricing

/// What the readers of one worker share: the block that they fill, and what becomes of it and of
/// lines that can't be read.
final class ReadingDesk {
    let demand: Demand
    let names = NameTable()
    let block: CallBlock
    /// The place in the run of the chunk that is being read, and its input.
    var chunk = 0
    var input = 0
    /// What to do about a bad first line of the chunk, where that is not just to mend it.
    var firstLineAdvice: LayoutAdvice?
    /// What a mapping leads to, and whether it was met in any record.
    var findings: [(label: String, isFound: Bool)] = []
    private let options: ReadingOptions
    private var filler: AssumptionFiller
    private let isFilling: Bool
    private let seen: SeenRecords?
    private let consume: (CallBlock) throws(RowFault) -> Void

    /// A desk whose full blocks go to `consume`, without the records in `seen`.
    init(
        demand: Demand, options: ReadingOptions, seen: SeenRecords? = nil, blockRows: Int = 4096,
        consume: @escaping (CallBlock) throws(RowFault) -> Void
    ) {
        self.demand = demand
        self.options = options
        self.seen = seen
        self.consume = consume
        var recorded = demand
        // Which of two records stays is not for the period to decide.
        if seen != nil { (recorded.from, recorded.to) = (nil, nil) }
        block = CallBlock(demand: recorded, names: names, capacity: blockRows)
        filler = AssumptionFiller(options.assumptions, demand: demand, names: names)
        isFilling = !options.assumptions.entries.isEmpty
    }

    /// How records are read whose format has no shape of its own.
    var mapping: LogMapping? { options.mapping }

    /// How many records each assumption filled in so far.
    var assumptionUses: [Int] { filler.uses }

    /// Whether a line of so many bytes, its end included, is longer than allowed.
    @inline(__always)
    func isTooLong(_ bytes: Int) -> Bool { bytes - 1 > options.maximumLineBytes }

    /// Checks the length of a line that was read up to its end; rows of CSV are checked before.
    @inline(__always)
    func checkLength(of cursor: JSONCursor) throws(BadLine) {
        if isTooLong(cursor.at - cursor.lineStart) && !cursor.readsCells { throw tooLong }
    }

    var tooLong: BadLine {
        BadLine(
            reason: "the line is longer than \(options.maximumLineBytes) bytes",
            detail: "raise --max-line if it is meant to be")
    }

    /// Fills in what is assumed and adds the record to the block.
    @inline(__always)
    func add(_ draft: inout RecordDraft, requiresModel: Bool) throws(BadLine) {
        if let time = draft.record.time, !demand.includes(time) {
            // It may still be the first of its id.
            if seen == nil { return }
        } else {
            if isFilling { filler.fill(&draft) }
            if requiresModel && draft.record.model == .none {
                throw .missing("model", expected: "the model that was asked for")
            }
        }
        block.append(
            draft.record, texts: draft.texts, tags: draft.tags,
            messages: draft.messages, idText: draft.idText)
    }

    /// Hands the block on.
    ///
    /// A refused row lies before a bad line that ended the reading.
    func flush(_ finding: inout LineLedger.Finding) {
        if let seen {
            seen.remove(from: block, in: chunk)
            block.keep { demand.includes(Timestamp(nanoseconds: block.time[$0])) }
        }
        guard block.count > 0 else { return }
        block.piece.ordinal = chunk
        do throws(RowFault) {
            try consume(block)
        } catch {
            finding.fault = LineLedger.Fault(
                line: Int(block.line[error.row]), message: error.message)
        }
        block.removeAll()
    }

    /// Notes a line, or a row of several, that can't be read: it ends the run, or is left out and
    /// kept with the rejects.
    @inline(never)
    func note(
        _ bad: BadLine, over lines: Int, from start: UnsafePointer<UInt8>,
        to end: UnsafePointer<UInt8>,
        _ finding: inout LineLedger.Finding
    ) {
        let advice = finding.lines == 0 ? firstLineAdvice : nil
        guard options.skipsBadLines else {
            finding.fault = LineLedger.Fault(
                line: finding.lines, message: "\(bad.message); \(advice?.text ?? BadLine.mending)")
            return
        }
        finding.advice = finding.advice ?? advice
        finding.skipped.append(
            LineLedger.Skipped(
                line: finding.lines, lines: lines, reason: bad.reason,
                bytes: rejected(from: start, to: end)))
    }

    /// The bytes of a line, if anybody keeps them.
    func rejected(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> [UInt8] {
        guard options.rejects != nil else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: end - start))
    }
}

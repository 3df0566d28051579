import Calls

/// Takes the lines of one format, one after the other.
protocol LineTaker {
    init(_ desk: ReadingDesk)

    /// Whether cells of CSV may be JSON.
    static var cellsHoldJSON: Bool { get }

    /// Reads the line at which the cursor stands, its newline included.
    mutating func take(
        _ cursor: inout JSONCursor, line: Int, isFirstLine: Bool
    ) throws(BadLine)

    /// What waits to be joined with the pieces of other lines.
    var pieces: [CallPiece] { get }

    /// Records that were read but are no calls, by reason.
    var passedOver: [RemovedRecords] { get }
}

extension LineTaker {
    var passedOver: [RemovedRecords] { [] }
    static var cellsHoldJSON: Bool { false }
}

/// Takes lines that carry a record each, which goes into the desk's block at once.
struct RecordTaker<Reader: RecordReader>: LineTaker {
    static var cellsHoldJSON: Bool { Reader.cellsHoldJSON }

    private let desk: ReadingDesk
    private var reader: Reader
    private var draft: RecordDraft

    init(_ desk: ReadingDesk) {
        self.desk = desk
        reader = Reader(demand: desk.demand, names: desk.names)
        draft = RecordDraft(demand: desk.demand)
    }

    @inline(__always)
    mutating func take(
        _ cursor: inout JSONCursor, line: Int, isFirstLine: Bool
    ) throws(BadLine) {
        draft.reset(line: UInt32(line))
        let isRecord = try reader.read(&cursor, into: &draft, isFirstLine: isFirstLine)
        try desk.checkLength(of: cursor)
        if isRecord { try desk.add(&draft, requiresModel: Reader.requiresModel) }
    }

    var pieces: [CallPiece] { [] }
    var passedOver: [RemovedRecords] { reader.passedOver }
}

/// Takes lines whose records are put together when all are read.
struct PieceTaker<Reader: PieceReader>: LineTaker {
    static var cellsHoldJSON: Bool { Reader.cellsHoldJSON }

    private let desk: ReadingDesk
    private var reader: Reader
    private let blank: RecordDraft
    private(set) var pieces: [CallPiece] = []

    init(_ desk: ReadingDesk) {
        self.desk = desk
        reader = Reader(demand: desk.demand, names: desk.names)
        blank = RecordDraft(demand: desk.demand)
    }

    mutating func take(
        _ cursor: inout JSONCursor, line: Int, isFirstLine: Bool
    ) throws(BadLine) {
        let before = pieces.count
        do throws(BadLine) {
            try reader.read(&cursor, blank: blank, into: &pieces)
            try desk.checkLength(of: cursor)
        } catch {
            pieces.removeSubrange(before...)
            throw error
        }
        for index in pieces.indices[before...] {
            pieces[index].place = LogPlace(
                input: desk.input, chunk: desk.chunk, line: line, part: index - before)
        }
    }
}

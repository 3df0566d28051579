import Calls

/// Takes lines that carry a record each, as a mapping says.
struct MappedTaker: LineTaker {
    private let desk: ReadingDesk
    private var reader: MappedReader
    private var draft: RecordDraft
    private var foundCount = 0

    init(_ desk: ReadingDesk) {
        guard let mapping = desk.mapping else {
            preconditionFailure("a format that is read through a mapping has a shape without one")
        }
        self.desk = desk
        reader = MappedReader(mapping, demand: desk.demand, names: desk.names)
        draft = RecordDraft(demand: desk.demand)
        desk.findings = reader.findings
    }

    mutating func take(
        _ cursor: inout JSONCursor, line: Int, isFirstLine: Bool
    ) throws(BadLine) {
        draft.reset(line: UInt32(line))
        try reader.read(&cursor, into: &draft)
        try desk.checkLength(of: cursor)
        try desk.add(&draft, requiresModel: false)
        guard reader.foundCount > foundCount else { return }
        foundCount = reader.foundCount
        desk.findings = reader.findings
    }

    var pieces: [CallPiece] { [] }
}

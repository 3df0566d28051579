import Calls

/// Reads the files of OpenAI's Batch API: lines of requests (`custom_id`, `body`), and lines of
/// answers and errors (`id`, `custom_id`, `response`, `error`), in one file or several.
struct OpenAIBatchReader: PieceReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.isObject && line.keys.contains("custom_id")
            && (line.keys.isSuperset(of: ["url", "body"])
                || line.keys.isSuperset(of: ["id", "response"])
                || line.keys.isSuperset(of: ["id", "error"]))
    }

    private var keys = KeyTable(["custom_id", "body", "id", "response", "error"])
    private var answer: BatchAnswerReader
    private var request: RequestReader
    private let tier: NameID

    init(demand: Demand, names: NameTable) {
        answer = BatchAnswerReader(names: names)
        request = RequestReader(demand: demand, names: names)
        tier = names.intern("batch")
    }

    /// What is known of the line so far, beside the record.
    private struct Line {
        var customID = RecordID.none
        var isRequest = false
        var hasResponse = false
        var hasError = false
    }

    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, into pieces: inout [CallPiece]
    ) throws(BadLine) {
        var draft = blank
        var line = Line()
        answer.reset()
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: line.customID = try cursor.recordID("custom_id")
            case 1: line.isRequest = try readBody(&cursor, into: &draft)
            case 2: try cursor.readID("id", into: &draft)
            case 3: line.hasResponse = try answer.read(&cursor, into: &draft.record)
            default: line.hasError = try cursor.isError()
            }
        }
        try cursor.endOfLine()
        pieces.append(try piece(line, draft))
    }

    /// Reads the body of a request; false for null.
    private mutating func readBody(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) -> Bool {
        if cursor.takeNull() { return false }
        try request.read(&cursor, into: &draft, in: "body")
        return true
    }

    private mutating func piece(
        _ line: Line, _ draft: RecordDraft
    ) throws(BadLine) -> CallPiece {
        guard line.customID != .none else {
            throw .missing("custom_id", expected: "the id that joins a request and its answer")
        }
        let isAnswer = line.hasResponse || line.hasError
        guard isAnswer != line.isRequest else {
            throw BadLine(
                reason: line.isRequest
                    ? "the line has both a body and a response"
                    : "the line has neither a body, a response nor an error",
                detail: "expected a request or an answer of the Batch API")
        }
        var draft = draft
        draft.record.serviceTier = tier
        guard isAnswer else { return CallPiece(draft: draft, role: .request, key: line.customID) }
        draft.record.isFailed = line.hasError || answer.isFailed
        if try !answer.takeUsage(into: &draft.record) {
            draft.record.usageState = draft.record.isFailed ? .none : .unknown
        }
        return CallPiece(draft: draft, role: .call, key: line.customID)
    }

    static func joined(_ pieces: [CallPiece]) -> JoinedCalls { BatchJoin(pieces).joined() }
}

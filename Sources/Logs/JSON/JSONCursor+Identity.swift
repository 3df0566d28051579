import Calls
import Pricing

/// Fields that only some runs ask for: a record's own id, and how long the answer took.
extension JSONCursor {
    /// The id that a string or a number names; null and an empty string name none.
    mutating func recordID(_ field: StaticString) throws(BadLine) -> RecordID {
        try withID(field) { RecordID($0) } ?? .none
    }

    /// Reads the record's own id, and keeps its text where somebody asks for it.
    mutating func readID(
        _ field: StaticString, into draft: inout RecordDraft
    ) throws(BadLine) {
        let keepsText = draft.keepsIDText
        let id = try withID(field) { (RecordID($0), keepsText ? Array($0) : nil) }
        (draft.record.id, draft.idText) = id ?? (.none, nil)
    }

    /// Lends the bytes of an id; nil where there is none.
    private mutating func withID<Result>(
        _ field: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(BadLine) -> Result? {
        if isDigit(at.pointee) || at.pointee == UInt8(ascii: "-") { return body(try number()) }
        guard let text = try optionalText(field), text.count > 0 else { return nil }
        return text.withUnescaped(body)
    }

    /// A time span as nanoseconds, from a number or a string with one; nil for null.
    mutating func duration(
        _ field: StaticString, _ unit: EpochUnit
    ) throws(BadLine) -> Int64? {
        if takeNull() { return nil }
        let start = at
        var span: Int64?
        if at.pointee == UInt8(ascii: "\"") {
            span = try text().withUnescaped { unit.instant($0)?.nanoseconds }
        } else if isDigit(at.pointee) || at.pointee == UInt8(ascii: "-") {
            span = unit.instant(try number())?.nanoseconds
        }
        if let span, span >= 0 { return span }
        at = start
        throw try wrongValue(field, expected: "a time span from 0 on, in \(unit)")
    }
}

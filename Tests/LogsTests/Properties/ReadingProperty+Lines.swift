@testable import Logs

/// What must be true of each line.
extension ReadingProperty {
    func faultOfLines(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) -> String? {
        accountFault(whole, records, shape) ?? grammarFault(whole, records, shape)
            ?? nativeFault(whole, records, shape)
    }

    /// Every line is accounted for: read, skipped, or blank.
    private func accountFault(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) -> String? {
        let newlines = records.whole.count { $0 == UInt8(ascii: "\n") }
        if whole.lines != newlines { return "counts \(whole.lines) of \(newlines) lines" }
        let starts = records.firstLines
        for skipped in whole.skipped {
            guard let index = starts.firstIndex(of: skipped.line) else {
                return "skips line \(skipped.line + 1), where no record begins"
            }
            guard records.records[index] == skipped.bytes else {
                return "keeps other bytes of line \(skipped.line + 1)"
            }
        }
        let read = records.records.count { !$0.isBlank } - whole.skipped.count
        let isExact = Self.oneCallALine.contains(shape.format) && shape.header == nil
        guard !(shape.format.reader is any PieceReader.Type) else { return nil }
        let isRight = isExact ? whole.rows.count == read : whole.rows.count <= read
        return isRight ? nil : "makes \(whole.rows.count) rows of \(read) records"
    }

    /// Formats of which every line that can be read is a call.
    private static let oneCallALine: Set<LogFormat> = [.native, .openai, .jsonl, .litellmPayload]

    /// A line of JSON is skipped for its grammar where the scanner refuses it, and only there.
    private func grammarFault(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) -> String? {
        guard shape.header == nil, shape.format != .azure else { return nil }
        let reasons = Dictionary(uniqueKeysWithValues: whole.skipped.map { ($0.line, $0.reason) })
        for (line, record) in zip(records.firstLines, records.records) where !record.isBlank {
            let reason = reasons[line]
            switch ScannerProperty.scan(record.dropLast()) {
            case .success(.object):
                guard reason == BadLine.invalidJSON else { continue }
                return "line \(line + 1) is JSON, but is refused for its grammar"
            case .success:
                if reason == nil { return "line \(line + 1) is no object, but is read" }
            case .failure(let bad):
                if reason == nil { return "line \(line + 1) is read, although \(bad.message)" }
            }
        }
        return nil
    }

    /// Native records have the values that Foundation finds in them.
    private func nativeFault(
        _ whole: ChunkReading, _ records: LogRecords, _ shape: LogShape
    ) -> String? {
        guard shape.format == .native else { return nil }
        let skipped = Dictionary(uniqueKeysWithValues: whole.skipped.map { ($0.line, $0.reason) })
        var rows = whole.rows[...]
        for (line, record) in zip(records.firstLines, records.records) where !record.isBlank {
            let fault: String?
            if let reason = skipped[line] {
                fault = NativeProperty.fault(ofRefusing: record, because: reason)
            } else if let row = rows.popFirst() {
                fault = NativeProperty.fault(ofReading: record, as: row)
            } else {
                fault = "no row"
            }
            if let fault { return "line \(line + 1): \(fault)" }
        }
        return nil
    }
}

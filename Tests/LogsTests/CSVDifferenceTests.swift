import Calls
import Testing

@testable import Logs

/// Damaged CSV is taken and refused row by row as a plain parser does it.
@Suite("CSV against a plain parser")
struct CSVDifferenceTests {
    private static let header = Array(
        "request_created_at,response_status,request_user_id,model\n".utf8)
    private static let pieces: [[UInt8]] =
        [
            "\"", "\"", "\"\"", ",", "\n", "\r\n", "\r", "\\", "a", " ", "\t", "ä", "👋", "\0",
            "\u{1F}",
            "xxxxxxxxxxxxxxxx", "\\n", "{}", "'", ";",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80]]

    /// A cell that is well formed, most of the time.
    private static func cell(using generator: inout SplitMix) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            text += pieces.randomElement(using: &generator) ?? []
        }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return text
        case 1: return Array("user\(text.count)".utf8)
        default:
            let doubled = text.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }
            return [0x22] + doubled + [0x22]
        }
    }

    private static func log(rows: Int, using generator: inout SplitMix) -> [UInt8] {
        var log = header
        for index in 0..<rows {
            log += Array("\(index)000,200,".utf8) + cell(using: &generator) + [0x2C]
            log += cell(using: &generator)
            if Int.random(in: 0..<20, using: &generator) == 0 { log.removeLast() }
            log += Bool.random(using: &generator) ? [0x0A] : [0x0D, 0x0A]
        }
        return log
    }

    /// The rows that have four cells of text, the second of which is a status and the first a time.
    private static func accepted(_ row: PlainCSV.Row) -> (user: String, model: String)? {
        guard let cells = row.cells, cells.count == 4, cells[1] == Array("200".utf8),
            !cells[0].isEmpty, cells[0].allSatisfy({ $0 &- 0x30 < 10 }),
            let user = String(validating: cells[2], as: UTF8.self),
            let model = String(validating: cells[3], as: UTF8.self)
        else { return nil }
        return (user, model)
    }

    @Test(arguments: [31, 32, 33, 34] as [UInt64], [1, 2])
    func rows(seed: UInt64, jobs: Int) async throws {
        var generator = SplitMix(state: seed)
        var (taken, refused) = (0, 0)
        for _ in 0..<40 {
            let log = Self.log(rows: 25, using: &generator)
            let rows = PlainCSV(log).rows.dropFirst()
            let good = rows.compactMap(Self.accepted)
            let bad = rows.filter { Self.accepted($0) == nil }
            let reading = try await Reading.of(
                bytes: [log], Demand(fields: .user), .skipping, jobs: jobs)
            let text = String(decoding: log, as: UTF8.self)
            #expect(reading.rows.map(\.user) == good.map(\.user), "seed \(seed): \(text)")
            #expect(reading.rows.map(\.model) == good.map(\.model), "seed \(seed): \(text)")
            #expect(reading.rejected == bad.flatMap(\.bytes), "seed \(seed): \(text)")
            if let first = bad.first {
                let fault = try await Reading.fault(of: log, Demand(fields: .user))
                #expect(fault?.hasPrefix("log:\(first.line): ") == true, "seed \(seed): \(text)")
            }
            taken += good.count
            refused += bad.count
        }
        #expect(taken > 100 && refused > 100, "seed \(seed): \(taken) and \(refused)")
    }

    /// Small texts that open, close, double and misplace quotes at every place of a block.
    @Test("where rows end in a buffer that grows", arguments: [41, 42, 43, 44] as [UInt64])
    func rowEnds(seed: UInt64) {
        var generator = SplitMix(state: seed)
        let bytes: [UInt8] = [0x22, 0x22, 0x0A, 0x61, 0x2C]
        let texts = [",\"", "\",", "\"\n\"", "\n", "\"\"", ",\"\"", "a", "a\""]
            .map { Array($0.utf8) }
        for round in 0..<400 {
            let buffer = ChunkBuffer(capacity: 1000)
            var ends = RecordEnds(delimiter: 0x2C)
            let spread = Int.random(in: 1...40, using: &generator)
            while buffer.count < 400 {
                for _ in 0..<Int.random(in: 0...150, using: &generator) {
                    let isPlain = Int.random(in: 0..<spread, using: &generator) > 0
                    let text =
                        round.isMultiple(of: 2)
                        ? [bytes.randomElement(using: &generator) ?? 0]
                        : texts.randomElement(using: &generator) ?? []
                    for byte in isPlain ? [0x61] : text {
                        buffer.bytes[buffer.count] = byte
                        buffer.count += 1
                    }
                }
                let whole = Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
                #expect(ends.last(in: buffer) == PlainCSV.lastRowEnd(in: whole), "seed \(seed)")
            }
        }
    }
}

import Calls
import Testing

@testable import Logs

/// Logs of several chunks, whose rows span lines and chunks.
@Suite("CSV of several chunks")
struct LongCSVTests {
    private static let header = "request_created_at,response_status,request_user_id,model,x\n"

    /// A cell of some lines, with commas, quotes and line breaks of both kinds.
    private static func cell(_ index: Int) -> (written: String, value: String) {
        let lines = (0...(index % 7)).map { "zeile \($0), \"käse\" \(index)" }
        let value = lines.joined(separator: index.isMultiple(of: 2) ? "\n" : "\r\n")
        return ("\"" + value.replacing("\"", with: "\"\"") + "\"", value)
    }

    private static func row(_ index: Int, filler: Int = 0) -> String {
        let filling = String(repeating: "f\n\"\"", count: filler)
        return "\(index)000,200,\(cell(index).written),m,\"\(filling)\""
    }

    private static let rows = 12_000
    private static let log = Array(
        (header
            + (0..<rows).map { row($0, filler: $0 % 400 == 7 ? 30_000 : $0 % 50) + "\n" }
            .joined()).utf8)

    @Test("all rows, however many read them", arguments: [1, 2, 4])
    func all(jobs: Int) async throws {
        #expect(Self.log.count > 12 * ChunkFeed.target)
        let rows = try await Reading.of(bytes: [Self.log], Demand(fields: .user), jobs: jobs).rows
        #expect(rows.count == Self.rows)
        // One by one, for the difference of lists so long takes for ever to be shown.
        let wrong = rows.indices.first { rows[$0].user != Self.cell($0).value }
        #expect(wrong == nil)
    }

    @Test("line numbers count the lines within rows", arguments: [1, 2, 4])
    func lineNumbers(jobs: Int) async throws {
        let lines = Self.log.count { $0 == 0x0A }
        let log = Self.log + Array("1,200,u\n".utf8) + Self.log.dropFirst(Self.header.utf8.count)
        let fault = try await Reading.fault(of: log, Demand(), jobs: jobs)
        #expect(
            fault == "log:\(lines + 1): the row has not as many cells as the header: "
                + "found 3, expected 5; \(Advice.mend)")
        let reading = try await Reading.of(bytes: [log], Demand(), .skipping, jobs: jobs)
        #expect(reading.rows.count == 2 * Self.rows)
        #expect(reading.summary.skipped.map(\.first) == ["log:\(lines + 1)"])
        let isKept = reading.rejected == Array("1,200,u\n".utf8)
        #expect(isKept)
    }

    @Test("rejected rows keep their bytes and the order of the log", arguments: [1, 4])
    func rejects(jobs: Int) async throws {
        var log = Array(Self.header.utf8)
        var expected: [UInt8] = []
        for index in 0..<4000 {
            let isBad = index % 9 == 4
            let row = Self.row(index, filler: index % 300) + (isBad ? ",more\r\n" : "\n")
            log += Array(row.utf8)
            if isBad { expected += Array(row.utf8) }
        }
        let reading = try await Reading.of(bytes: [log], Demand(), .skipping, jobs: jobs)
        let isKept = reading.rejected == expected
        #expect(isKept)
        #expect(reading.rejectedUnder.map { "\($0)\n" } == [Self.header])
        #expect(reading.summary.skipped.map(\.lines) == [expected.count { $0 == 0x0A }])
        #expect(reading.rows.count == 4000 - 444)
    }

    /// An odd number of quotes, so that what follows would stand between quotes by their number alone.
    @Test(
        "a stray quote spoils its own row and no other", arguments: [[6000], [1, 6001, 11_999]],
        [1, 2, 4])
    func strays(places: [Int], jobs: Int) async throws {
        var log = Array(Self.header.utf8)
        var strays: [UInt8] = []
        for index in 0..<Self.rows {
            let isStray = places.contains(index)
            let row =
                isStray
                ? "\(index)000,200,5\" pipe,m,x" : Self.row(index, filler: index % 50)
            log += Array("\(row)\n".utf8)
            if isStray { strays += Array("\(row)\n".utf8) }
        }
        #expect(log.count > 2 * ChunkFeed.target)
        let reading = try await Reading.of(bytes: [log], Demand(), .skipping, jobs: jobs)
        #expect(reading.rows.count == Self.rows - places.count)
        #expect(reading.rejected == strays)
        #expect(
            reading.summary.skipped.map(\.reason) == ["a quote inside a cell that is not quoted"])
        #expect(reading.summary.skipped.map(\.lines) == [places.count])
    }

    @Test("a cell that is never closed takes the rest, and all its lines count", arguments: [1, 4])
    func neverClosed(jobs: Int) async throws {
        let rest = (0..<20_000).map { "\($0)000,200,u,m,x\n" }.joined()
        let log = Self.header + Self.row(0) + "\n1000,200,\"u,m,x\n" + rest
        let reading = try await Reading.of(log, Demand(), .skipping, jobs: jobs)
        #expect(reading.rows.count == 1)
        #expect(reading.summary.skipped.map(\.lines) == [20_001])
        #expect(reading.summary.skipped.map(\.first) == ["log:3"])
    }

    /// Beyond the limit within a chunk and over several.
    @Test("rows that are too long", arguments: [100, 20_000, 150_000], [1, 4])
    func tooLong(filler: Int, jobs: Int) async throws {
        let limit = filler == 100 ? 300 : 50_000
        let long = Self.row(1, filler: filler)
        let log = Self.header + Self.row(0) + "\n" + long + "\n" + Self.row(2) + "\n"
        let reason = "the line is longer than \(limit) bytes"
        let lines = long.utf8.count { $0 == 0x0A } + 1
        var options = ReadingOptions { $0.maximumLineBytes = limit }
        #expect(
            try await Reading.fault(of: log, Demand(fields: .user), options, jobs: jobs)
                == "log:3: \(reason): raise --max-line if it is meant to be; \(Advice.mend)")
        options.skipsBadLines = true
        let reading = try await Reading.of(log, Demand(fields: .user), options, jobs: jobs)
        #expect(reading.rows.map(\.user) == [Self.cell(0).value, Self.cell(2).value])
        let isKept = reading.rejected == Array("\(long)\n".utf8)
        #expect(isKept)
        #expect(
            reading.summary.skipped == [SkippedLines(reason: reason, lines: lines, first: "log:3")])
        options.maximumLineBytes = long.utf8.count
        #expect(try await Reading.of(log, Demand(), options, jobs: jobs).rows.count == 3)
    }
}

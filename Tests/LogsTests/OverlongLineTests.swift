import Calls
import Foundation
import Testing

@testable import Logs

/// A line longer than --max-line is bad, never read into memory as a whole, and kept as it stands.
@Suite("Lines that are too long")
struct OverlongLineTests {
    private static let limit = 300_000
    private static let good = Native.log(records: 3)
    private static let reason = "the line is longer than 300000 bytes"

    enum Position: CaseIterable { case first, middle, last }

    private static func log(_ long: String, at position: Position) -> (text: String, line: Int) {
        switch position {
        case .first: (([long] + good).joined(separator: "\n"), 1)
        case .middle: ([good[0], good[1], "", long, good[2]].joined(separator: "\n"), 4)
        case .last: ((good + [long]).joined(separator: "\n"), 4)
        }
    }

    /// One byte more than allowed; several chunks; not even JSON; many blanks.
    static let lines: [(name: String, line: String)] = [
        ("a byte too long", padded(to: limit + 1)), ("more than a chunk", padded(to: 700_000)),
        ("several chunks", padded(to: 1_100_003)),
        ("no JSON", String(repeating: "{\"x\":", count: 100_000)),
        ("blanks", String(repeating: " ", count: 400_000)),
        ("carriage return", padded(to: limit) + "\r"),
    ]

    private static func padded(to length: Int) -> String {
        let text = String(repeating: "y", count: length - Native.line(#""x":"""#).utf8.count)
        return Native.line(#""x":"\#(text)""#)
    }

    @Test("strict", arguments: Position.allCases, lines.indices)
    func strict(position: Position, index: Int) async throws {
        let (log, line) = Self.log(Self.lines[index].line, at: position)
        let options = ReadingOptions {
            $0.maximumLineBytes = Self.limit
            $0.format = .native
        }
        for (end, jobs) in [("", 1), ("\n", 4)] {
            #expect(
                try await Reading.fault(of: log + end, .everything, options, jobs: jobs)
                    == "log:\(line): \(Self.reason): raise --max-line if it is meant to be; "
                    + Advice.mend, "\(Self.lines[index].name)")
        }
    }

    @Test("skipped and kept to the last byte", arguments: Position.allCases, lines.indices)
    func skipping(position: Position, index: Int) async throws {
        let long = Self.lines[index].line
        let (log, line) = Self.log(long, at: position)
        let options = ReadingOptions {
            $0.maximumLineBytes = Self.limit
            $0.skipsBadLines = true
            $0.format = .native
        }
        let expected = try await Reading.of(Self.good.joined(separator: "\n")).rows
        for (end, jobs) in [("", 1), ("\n{", 4)] {
            let reading = try await Reading.of(log + end, .everything, options, jobs: jobs)
            #expect(reading.rows == expected)
            #expect(
                reading.summary.skipped.first { $0.reason == Self.reason }
                    == SkippedLines(reason: Self.reason, lines: 1, first: "log:\(line)"))
            let more = end.contains("{") ? "{\n" : ""
            let isKept = reading.rejected.elementsEqual("\(long)\n\(more)".utf8)
            #expect(isKept, "\(Self.lines[index].name), \(jobs) jobs")
        }
    }

    @Test("the limit itself is fine, also beyond a chunk")
    func atTheLimit() async throws {
        let options = ReadingOptions { $0.maximumLineBytes = Self.limit }
        for end in ["", "\n"] {
            let log = Self.padded(to: Self.limit) + "\n" + Self.padded(to: Self.limit) + end
            #expect(try await Reading.of(log, .everything, options).rows.count == 2)
        }
    }

    @Test("several in a row, and one in each input", arguments: [1, 4])
    func several(jobs: Int) async throws {
        let options = ReadingOptions {
            $0.maximumLineBytes = Self.limit
            $0.skipsBadLines = true
        }
        let long = Self.padded(to: 900_000)
        let log = Array([Self.good[0], long, long, "[", long].joined(separator: "\n").utf8)
        let reading = try await Reading.of(
            bytes: [log, log], .everything, options, jobs: jobs)
        #expect(reading.rows.count == 2)
        #expect(reading.summary.skipped.map(\.lines) == [6, 2])
        let kept = Array([long, long, "[", long, ""].joined(separator: "\n").utf8)
        #expect(reading.rejected.elementsEqual(kept + kept))
    }

    /// Found by its shape although its first line never ends within the limit.
    @Test func firstLineTellsTheFormat() async throws {
        let options = ReadingOptions {
            $0.maximumLineBytes = 1000
            $0.skipsBadLines = true
        }
        let long = Pair.chat(#"[{"content":"\#(String(repeating: "x", count: 600_000))"}]"#)
        let reading = try await Reading.of(long + "\n" + Pair.line(), .everything, options)
        #expect(reading.summary.formats == ["openai"])
        #expect(reading.rows.count == 1)
        #expect(reading.rejected.count == long.utf8.count + 1)
    }

    /// A pipe hands over small pieces: the outcome must not depend on them.
    @Test("a long line through a pipe")
    func pipe() async throws {
        try await Places.withTemporaryFolder { folder in
            let path = folder.appending(path: "pipe").filePath
            #expect(mkfifo(path, 0o600) == 0)
            let line = Self.padded(to: 3_000_000)
            let writer = Thread {
                let data = Data("\(Self.good[0])\n\(line)\n\(Self.good[1])".utf8)
                if let pipe = FileHandle(forWritingAtPath: path) {
                    try? pipe.write(contentsOf: data)
                    try? pipe.close()
                }
            }
            writer.start()
            let reading = try await Reading.of([.file(path)], Demand())
            #expect(reading.rows.count == 3)
        }
    }
}

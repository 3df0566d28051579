import Calls
import Foundation
import Synchronization
import Testing

@testable import Logs

/// The same lines give the same rows, however they are cut up and by however many they are read.
@Suite("Feeding workers")
struct FeedTests {
    private static let log = Native.log(records: 6000)
    private static let whole = Array((log.joined(separator: "\n") + "\n").utf8)

    @Test("one file, ten files, memory, gzip, several members of gzip", arguments: [1, 2, 4])
    func sameRows(jobs: Int) async throws {
        let expected = try await Reading.of(bytes: [Self.whole]).rows
        #expect(expected.count == 6000)
        #expect(Set(expected).count == 6000)
        #expect(try await Reading.of(bytes: [Self.whole], jobs: jobs).rows == expected)
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "whole.jsonl")
            try Data(Self.whole).write(to: file)
            #expect(try await Reading.of([.file(file.filePath)], jobs: jobs).rows == expected)

            let parts = try (0..<10).map { index in
                let part = folder.appending(path: "part\(index).jsonl")
                // Every other one without a newline at its end.
                let text = Self.log[index * 600..<(index + 1) * 600].joined(separator: "\n")
                try Data((index.isMultiple(of: 2) ? text : text + "\n").utf8).write(to: part)
                return part
            }
            let inputs = parts.map { LogInput.file($0.filePath) }
            #expect(try await Reading.of(inputs, jobs: jobs).rows == expected)

            let packed = try Gzip.file(file, in: folder, named: "whole.gz")
            #expect(try await Reading.of([.file(packed.filePath)], jobs: jobs).rows == expected)

            // Members that end in the middle of a line, and an empty one.
            let members = folder.appending(path: "members.gz")
            var bytes = try Data(Gzip.bytes(of: Array(Self.whole[..<70_001]), in: folder))
            bytes += try Data(Gzip.bytes(of: [], in: folder))
            bytes += try Data(Gzip.bytes(of: Array(Self.whole[70_001...]), in: folder))
            try bytes.write(to: members)
            #expect(try await Reading.of([.file(members.filePath)], jobs: jobs).rows == expected)
        }
    }

    /// Line lengths so chosen that a chunk's end falls on each byte around a line's end.
    @Test("lines around a chunk's end", arguments: -3...3)
    func straddling(offset: Int) async throws {
        let lines = Native.log(records: 6)
        let filler = ChunkFeed.target - lines[0].utf8.count - 1 + offset
        let blank = String(repeating: " ", count: filler - 1) + "\n"
        let text = [lines[0], "\n", blank, lines[1], "\n"].joined()
        let next = String(repeating: " ", count: ChunkFeed.target + offset)
        let log =
            text + lines[2] + next + "\n" + next + lines[3] + "\n" + lines[4] + "\r\n" + lines[5]
        let expected = try await Reading.of(lines.joined(separator: "\n")).rows
        for jobs in [1, 2, 4] {
            #expect(try await Reading.of(log, jobs: jobs).rows == expected)
        }
    }

    @Test("long lines, of a byte more or less than a chunk and of several", arguments: [1, 2, 4])
    func longLines(jobs: Int) async throws {
        let lengths = [
            ChunkFeed.target - 1, ChunkFeed.target, ChunkFeed.target + 1, 3 * ChunkFeed.target,
            1_500_000,
        ]
        let lines = Native.log(records: 5)
        let long = zip(lines, lengths).map { line, length in
            line.dropLast() + #","x":""# + String(repeating: "ü", count: length / 2) + #""}"#
        }
        let log = Array(long.joined(separator: "\n").utf8)
        let expected = try await Reading.of(lines.joined(separator: "\n")).rows
        #expect(try await Reading.of(bytes: [log], jobs: jobs).rows == expected)
        try await Places.withTemporaryFolder { folder in
            let packed = folder.appending(path: "long.gz")
            try Data(Gzip.bytes(of: log, in: folder)).write(to: packed)
            #expect(try await Reading.of([.file(packed.filePath)], jobs: jobs).rows == expected)
        }
    }

    @Test("the earliest fault wins, and line numbers count over chunks", arguments: [1, 2, 4])
    func earliestFault(jobs: Int) async throws {
        for bad in [0, 4000, 5999] {
            var lines = Self.log
            lines[bad] = "{"
            for later in stride(from: bad + 1, to: 6000, by: 1000) { lines[later] = "[" }
            let message = "not valid JSON: expected a key in double quotes at byte 2"
            #expect(
                try await Reading.fault(of: lines.joined(separator: "\n"), jobs: jobs)
                    == "log:\(bad + 1): \(message); \(Advice.mend)")
        }
    }

    @Test("a fault in an earlier input wins over one in a later", arguments: [1, 4])
    func earlierInput(jobs: Int) async throws {
        let logs = [
            Self.whole, Self.whole + Array("{\n".utf8), Array("nonsense".utf8), Array("{".utf8),
        ]
        try await expectFault("log2:6001: not valid JSON") {
            _ = try await Reading.of(bytes: logs, jobs: jobs)
        }
        try await expectFault("log2:1: no log format has this shape") {
            _ = try await Reading.of(bytes: [logs[0], logs[2], logs[3]], jobs: jobs)
        }
    }

    @Test("a row that is refused lies before bad lines that follow it", arguments: [1, 4])
    func refusedRow(jobs: Int) async throws {
        var lines = Self.log
        lines[4999] = lines[4999].replacing("\"m4\"", with: "\"forbidden\"")
        lines[5000] = "{"
        let late = Array(lines.joined(separator: "\n").utf8)
        try await expectFault("log:5000: forbidden is refused") {
            _ = try await Reading.of(bytes: [late], jobs: jobs, refusing: "forbidden")
        }
        lines[4998] = "["
        let early = Array(lines.joined(separator: "\n").utf8)
        try await expectFault("log:4999: not valid JSON") {
            _ = try await Reading.of(bytes: [early], jobs: jobs, refusing: "forbidden")
        }
        try await expectFault("log:5000: forbidden is refused") {
            _ = try await Reading.of(
                bytes: [early], .everything, .skipping, jobs: jobs, refusing: "forbidden")
        }
    }

    @Test("rejects keep the bytes and the order of the log", arguments: [1, 4])
    func rejects(jobs: Int) async throws {
        var lines = Self.log
        var bad: [String] = []
        for index in stride(from: 3, to: 6000, by: 17) {
            lines[index] = " {\"n\":\(index),\u{7F}ü\r"
            bad.append(lines[index])
        }
        let reading = try await Reading.of(
            lines.joined(separator: "\n"), .everything, .skipping, jobs: jobs)
        #expect(
            String(decoding: reading.rejected, as: UTF8.self) == bad.joined(separator: "\n") + "\n")
        #expect(
            reading.summary.skipped == [
                SkippedLines(reason: "not valid JSON", lines: bad.count, first: "log:4")
            ])
    }

    @Test("rejects that can't be kept end the run", arguments: [1, 4])
    func fullDisk(jobs: Int) async throws {
        struct Full: RejectSink, Error, CustomStringConvertible {
            let description = "no space left"
            func take(_ line: [UInt8]) throws { throw self }
            func take(header: [UInt8]) throws { throw self }
        }
        var options = ReadingOptions.skipping
        options.rejects = Full()
        let path = Places.fixtures.appending(path: "README.md").filePath
        options.format = .native
        let files = LogFiles([.file(path)], options: options)
        try await expectFault("rejected lines can't be kept: no space left") {
            _ = try await files.read(Demand(), jobs: jobs) { RowCollector() }
        }
    }

    @Test("no inputs")
    func nothing() async throws {
        let reading = try await Reading.of([])
        #expect(reading.rows.isEmpty && reading.summary.files.isEmpty)
    }

    @Test("progress counts the bytes of files, packed as they are")
    func progress() async throws {
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "log.jsonl")
            try Data(Self.whole).write(to: file)
            let packed = try Gzip.file(file, in: folder, named: "log.gz")
            let inputs = [LogInput.file(file.filePath), .file(packed.filePath)]
            let total = Self.whole.count + (try Data(contentsOf: packed).count)
            #expect(LogInput.totalBytes(inputs) == total)
            let progress = ReadingProgress(totalBytes: total)
            _ = try await Reading.of(inputs, Demand(), ReadingOptions { $0.progress = progress })
            #expect(progress.bytesRead == total)
        }
    }
}

import Foundation
import Pricing
import Testing

@testable import Logs

/// Parts of a file read like the whole: the same rows, the lines counted from the file's beginning.
@Suite("Parts of files")
struct PartTests {
    private static let lines = Native.log(records: 3000)

    private static func offset(ofLine line: Int) -> Int {
        lines[..<line].reduce(0) { $0 + $1.utf8.count + 1 }
    }

    private func part(_ file: URL, _ lines: Range<Int>) -> LogInput {
        .part(
            file.filePath,
            bytes: Self.offset(ofLine: lines.lowerBound)..<Self.offset(ofLine: lines.upperBound),
            linesBefore: lines.lowerBound)
    }

    @Test("two parts are the whole", arguments: [1, 2])
    func rows(jobs: Int) async throws {
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "log.jsonl")
            try Data((Self.lines.joined(separator: "\n") + "\n").utf8).write(to: file)
            let whole = try await Reading.of([.file(file.filePath)], jobs: jobs).rows
            let parts = [part(file, 0..<1234), part(file, 1234..<3000)]
            #expect(try await Reading.of(parts, jobs: jobs).rows == whole)
            #expect(whole.count == 3000)
        }
    }

    @Test("a fault has its line in the file")
    func fault() async throws {
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "log.jsonl")
            let text = Self.lines.joined(separator: "\n") + "\n{\"ts\":7,\"model\":\"m\"}\n"
            try Data(text.utf8).write(to: file)
            let start = Self.offset(ofLine: 2000)
            let input = LogInput.part(
                file.filePath, bytes: start..<text.utf8.count, linesBefore: 2000)
            let error = await #expect(throws: LogError.self) { try await Reading.of([input]) }
            #expect(
                error?.description.hasPrefix("\(file.filePath):3001: ts is not a string") == true)
        }
    }

    @Test("a part of a CSV file has the file's header")
    func csv() async throws {
        let header = "request_id,spend,startTime,model,prompt_tokens,completion_tokens\n"
        let rows = (0..<10).map { "r-\($0),0.5,2026-01-05 08:15:3\($0),m,\($0),1\n" }
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "spend.csv")
            try Data((header + rows.joined()).utf8).write(to: file)
            let start = header.utf8.count + rows[0..<4].joined().utf8.count
            let end = header.utf8.count + rows.joined().utf8.count
            let reading = try await Reading.of([
                .part(file.filePath, bytes: start..<end, linesBefore: 5)
            ])
            #expect(reading.rows.map(\.tokens.input) == [4, 5, 6, 7, 8, 9])
        }
    }
}

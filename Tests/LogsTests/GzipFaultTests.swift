import Calls
import Foundation
import Logs
import Testing

@Suite("Packed logs")
struct GzipFaultTests {
    private static let log = Array(Native.log(records: 3000).joined(separator: "\n").utf8)

    private func reading(
        _ jobs: Int = 1, _ change: (inout [UInt8]) -> Void
    ) async throws -> Reading {
        try await Places.withTemporaryFolder { folder in
            var bytes = try Gzip.bytes(of: Self.log, in: folder)
            change(&bytes)
            let file = folder.appending(path: "log.jsonl.gz")
            try Data(bytes).write(to: file)
            let folderName = folder.filePath
            do {
                return try await Reading.of([.file(file.filePath)], jobs: jobs)
            } catch let error as LogError {
                throw Fault(message: error.description.replacing(folderName + "/", with: ""))
            }
        }
    }

    private struct Fault: Error { let message: String }

    private func fault(_ jobs: Int = 1, _ change: (inout [UInt8]) -> Void) async throws -> String? {
        do {
            _ = try await reading(jobs, change)
            return nil
        } catch let fault as Fault {
            return fault.message
        }
    }

    @Test("whole") func whole() async throws {
        #expect(try await reading { _ in }.rows.count == 3000)
    }

    @Test("cut anywhere: the run ends", arguments: [1, 4])
    func truncated(jobs: Int) async throws {
        let message = "log.jsonl.gz: the gzip data ends too early; is the file whole?"
        for kept in [2, 3, 4, 9, 10, 11, 100, 5000] {
            let fault = try await fault(jobs) { $0 = Array($0.prefix(kept)) }
            #expect(fault == message, "\(kept) bytes")
        }
        for lost in [1, 4, 8, 9, 100] {
            let fault = try await fault(jobs) { $0.removeLast(lost) }
            #expect(fault == message, "\(lost) bytes lost")
        }
    }

    @Test("damaged", arguments: [1, 4])
    func damaged(jobs: Int) async throws {
        let start = "log.jsonl.gz: the gzip data is damaged: "
        let length = try await fault(jobs) { $0[$0.count - 1] ^= 1 }
        #expect(length == start + "incorrect length check")
        let checksum = try await fault(jobs) { $0[$0.count - 5] ^= 1 }
        #expect(checksum == start + "incorrect data check")
        let method = try await fault(jobs) { $0[2] = 7 }
        #expect(method == start + "unknown compression method")
        let garbage = try await fault(jobs) { $0 += Array("garbage".utf8) }
        #expect(garbage == start + "incorrect header check")
        let middle = try await fault(jobs) { bytes in
            for index in 3000..<3050 { bytes[index] = ~bytes[index] }
        }
        #expect(middle?.hasPrefix("log.jsonl.gz:") == true)
    }

    @Test("a truncated second member is not taken for the end")
    func secondMember() async throws {
        let fault = try await fault { bytes in bytes += bytes.prefix(2000) }
        #expect(fault == "log.jsonl.gz: the gzip data ends too early; is the file whole?")
    }

    @Test("the byte order mark inside")
    func byteOrderMark() async throws {
        try await Places.withTemporaryFolder { folder in
            let file = folder.appending(path: "log.gz")
            let log = Array("\u{FEFF}\(Native.line())".utf8)
            try Data(Gzip.bytes(of: log, in: folder)).write(to: file)
            #expect(try await Reading.of([.file(file.filePath)]).rows.count == 1)
        }
    }
}

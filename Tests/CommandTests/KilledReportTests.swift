import Foundation
import Testing

/// Reports that are interrupted or killed at any moment.
@Suite struct KilledReportTests {
    private static func start(in folder: URL) throws -> Process {
        let process = Process()
        process.executableURL = TollgateProcess.executable
        process.arguments =
            ["report", "log.jsonl", "--out", "report", "--quiet"] + ReportCommandTests.everything
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func prepare(_ folder: URL) throws -> Duration {
        try folder.write(IngestTests.log(0..<1_500), to: "log.jsonl")
        let start = ContinuousClock.now
        let process = try Self.start(in: folder)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return ContinuousClock.now - start
    }

    /// Ends runs at moments from their very beginning on; the last one may finish.
    private static func kill(
        _ signal: Int32, times: Int, in folder: URL, whole: Duration,
        check: (_ hasEnded: Bool) async throws -> Void
    ) async throws {
        for index in 0..<times {
            let process = try Self.start(in: folder)
            // The first one at once: a sleep of no length may still be long.
            if index > 0 { try await Task.sleep(for: whole * (Double(index) / Double(times))) }
            if index < times - 1 { Foundation.kill(process.processIdentifier, signal) }
            process.waitUntilExit()
            let hasEnded = process.terminationReason == .exit && process.terminationStatus == 0
            // A process may begin with other signals blocked, and they come to nothing then.
            if index == 0 && signal == SIGKILL { #expect(!hasEnded) }
            if index == times - 1 { #expect(hasEnded) }
            try await check(hasEnded)
        }
    }

    @Test func anInterruptedReportLeavesNothingOrAllOfIt() async throws {
        try await Repository.withTemporaryFolder { folder in
            let report = folder.appending(path: "report")
            let whole = try Self.prepare(folder)
            try FileManager.default.removeItem(at: report)
            try await Self.kill(SIGINT, times: 12, in: folder, whole: whole) { hasEnded in
                let names = try ReportCommandTests.names(folder)
                if hasEnded { #expect(names == ["log.jsonl", "report"]) }
                guard names != ["log.jsonl"] else { return }
                #expect(names == ["log.jsonl", "report"])
                try ReportCommandTests.expectWhole(report)
                try FileManager.default.removeItem(at: report)
            }
        }
    }

    @Test func anInterruptedReportLeavesTheEarlierOne() async throws {
        try await Repository.withTemporaryFolder { folder in
            let whole = try Self.prepare(folder)
            try await Self.kill(SIGTERM, times: 12, in: folder, whole: whole) { _ in
                let names = try ReportCommandTests.names(folder)
                #expect(names == ["log.jsonl", "report"])
                try ReportCommandTests.expectWhole(folder.appending(path: "report"))
            }
        }
    }

    /// Nobody can clean up after SIGKILL, but what has the report's name is whole.
    @Test func aKilledReportIsWholeOrHasNoName() async throws {
        try await Repository.withTemporaryFolder { folder in
            let report = folder.appending(path: "report")
            let whole = try Self.prepare(folder)
            try FileManager.default.removeItem(at: report)
            try await Self.kill(SIGKILL, times: 12, in: folder, whole: whole) { hasEnded in
                let names = try ReportCommandTests.names(folder).filter { !$0.hasPrefix(".") }
                if hasEnded { #expect(names == ["log.jsonl", "report"]) }
                guard names.contains("report") else { return }
                try ReportCommandTests.expectWhole(report)
                try FileManager.default.removeItem(at: report)
            }
        }
    }
}

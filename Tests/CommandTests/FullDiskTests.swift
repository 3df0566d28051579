import Foundation
import Testing

/// A disk of a megabyte, for which one has to be allowed to mount.
private enum SmallDisk {
    static let canBeMounted: Bool = {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tollgate-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path)
            && run("umount", folder.path)
    }()

    static func with(_ body: (URL, _ disk: URL) async throws -> Void) async throws {
        try await Repository.withTemporaryFolder { folder in
            let disk = folder.appending(path: "disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
            try #require(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.path))
            defer { _ = run("umount", disk.path) }
            try await body(folder, disk)
        }
    }

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

@Suite struct FullDiskTests {
    @Test(.enabled(if: SmallDisk.canBeMounted, "needs the right to mount a small disk"))
    func aFullDiskIsNamedAndWhatWasThereStays() async throws {
        try await SmallDisk.with { folder, disk in
            try folder.write(IngestTests.log(0..<100), to: "a.jsonl")
            try folder.write(IngestTests.log(100..<140_000), to: "b.jsonl")
            let store = disk.appending(path: "s.db").path
            let first = try await TollgateProcess.run(
                ["ingest", "a.jsonl", "--store", store], in: folder)
            #expect(first.exitCode == 0, "\(first.errors)")
            let second = try await TollgateProcess.run(
                ["ingest", "b.jsonl", "--store", store], in: folder)
            #expect(second.exitCode == 2)
            #expect(
                second.errors == "tollgate: \(store): can't be written: the disk is full; what was "
                    + "in the store is intact; make room and try again\n")
            let verify = try await TollgateProcess.run(["datasets", "verify", store])
            #expect(verify.output == "\(store): sound\n", "\(verify.errors)")
            let list = try await TollgateProcess.run(["datasets", "list", store])
            #expect(list.output.contains("default    100      1"), "\(list.output)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["s.db"])
        }
    }

    /// The disk fills up while the files of the report are written.
    @Test(.enabled(if: SmallDisk.canBeMounted, "needs the right to mount a small disk"))
    func aReportThatDoesNotFitLeavesNothing() async throws {
        try await SmallDisk.with { folder, disk in
            let lines = (0..<4_000).map { index in
                #"{"ts":"2026-01-05T08:00:00Z","model":"gpt-4.1","prompt_tokens":1,"#
                    + #""completion_tokens":1,"session":"s\#(index)"}"# + "\n"
            }
            try folder.write(lines.joined(), to: "log.jsonl")
            let report = disk.appending(path: "report")
            let options = ["report", "log.jsonl", "--out", report.path, "--billing-account", "a"]
            let first = try await TollgateProcess.run(options, in: folder)
            #expect(first.exitCode == 0, "\(first.errors)")
            let second = try await TollgateProcess.run(options + ["--by", "session"], in: folder)
            #expect(second.exitCode == 2)
            #expect(
                second.errors
                    == "tollgate: \(report.path): can't be written: No space left on device\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["report"])
            try ReportCommandTests.expectWhole(report)
        }
    }
}

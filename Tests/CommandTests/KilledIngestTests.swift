import Foundation
import Testing

/// A process that is killed, and a disk that is full.
@Suite struct KilledIngestTests {
    private static let files = ["a.jsonl": 400, "b.jsonl": 70_000, "c.jsonl": 3000]

    private struct Datasets: Decodable {
        struct Dataset: Decodable { let files: [File] }
        struct File: Decodable {
            let name: String
            let calls: Int
        }
        let datasets: [Dataset]
    }

    /// The calls of each file that the store has; nil where there is no store yet.
    private static func kept(in folder: URL) async throws -> [String: Int]? {
        let list = try await TollgateProcess.run(
            ["datasets", "list", "s.db", "--format", "json"], in: folder)
        if list.exitCode == 2 {
            let size =
                try? FileManager.default.attributesOfItem(
                    atPath: folder.appending(path: "s.db").path)[.size] as? Int
            #expect(
                size ?? 0 == 0 || list.errors == "tollgate: s.db: is empty: no store yet\n",
                "\(list.errors)")
            return nil
        }
        let found = try JSONDecoder().decode(Datasets.self, from: Data(list.output.utf8))
        let files = found.datasets.flatMap(\.files).map { ($0.name, $0.calls) }
        return Dictionary(uniqueKeysWithValues: files)
    }

    private static func start(in folder: URL) throws -> Process {
        let process = Process()
        process.executableURL = TollgateProcess.executable
        process.arguments = ["ingest", "--store", "s.db", "--quiet"] + files.keys.sorted()
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test func aKilledIngestKeepsWholeFilesOrNothing() async throws {
        try await Repository.withTemporaryFolder { folder in
            var first = 0
            for (name, calls) in Self.files.sorted(by: { $0.key < $1.key }) {
                try folder.write(IngestTests.log(first..<first + calls), to: name)
                first += calls
            }
            let start = ContinuousClock.now
            try Self.start(in: folder).waitUntilExit()
            let whole = ContinuousClock.now - start
            #expect(try await Self.kept(in: folder) == Self.files)
            var moments = KillMoments(seed: 7)
            var counts: [Int: Int] = [:]
            for _ in 0..<100 {
                let process = try Self.start(in: folder)
                try await Task.sleep(for: whole * moments.next())
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                let kept = try await Self.kept(in: folder)
                for (name, calls) in kept ?? [:] { #expect(calls == Self.files[name]) }
                counts[kept?.count ?? -1, default: 0] += 1
                if kept?.count == Self.files.count { try Self.removeStore(in: folder) }
            }
            // The moments fell before, between and after the files.
            #expect(counts.count >= 3, "\(counts)")
            try Self.start(in: folder).waitUntilExit()
            #expect(try await Self.kept(in: folder) == Self.files)
            let verify = try await TollgateProcess.run(["datasets", "verify", "s.db"], in: folder)
            #expect(verify.output == "s.db: sound\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left) == Set(Self.files.keys).union(["s.db"]))
        }
    }

    private static func removeStore(in folder: URL) throws {
        for ending in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(at: folder.appending(path: "s.db\(ending)"))
        }
    }
}

/// Parts of a whole from 0 to 1.1, the same in every run.
private struct KillMoments {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 40) / Double(1 << 24) * 1.1
    }
}

import Foundation
import Testing

/// A damaged structure is a failed check for `datasets verify`, and an error for who needs it.
@Suite struct DamagedStoreTests {
    private static let advice =
        "; restore it from a backup, or remove it and ingest the logs anew\n"

    /// A sound store, damaged; then what the check and a replay say of it.
    private static func outcomes(
        _ damage: (inout Data) throws -> Void
    ) async throws -> (verify: TollgateProcess.Outcome, replay: TollgateProcess.Outcome) {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(IngestTests.log(0..<2000), to: "a.jsonl")
            _ = try await TollgateProcess.run(["ingest", "--store", "s.db", "a.jsonl"], in: folder)
            let store = folder.appending(path: "s.db")
            var bytes = try Data(contentsOf: store)
            try damage(&bytes)
            try bytes.write(to: store)
            return (
                try await TollgateProcess.run(["datasets", "verify", "s.db"], in: folder),
                try await TollgateProcess.run(["replay", "s.db"], in: folder)
            )
        }
    }

    @Test func anUnreadablePageFailsTheCheck() async throws {
        // The first page's tree begins after the header of 100 bytes; it holds the schema.
        let (verify, replay) = try await Self.outcomes { $0[100] = 0xFF }
        #expect(verify.exitCode == 1, "\(verify.errors)")
        #expect(verify.errors == "")
        #expect(
            verify.output
                == "s.db: the store is damaged: database disk image is malformed\(Self.advice)")
        #expect(replay.exitCode == 2)
        #expect(
            replay.errors.hasPrefix(
                "tollgate: s.db: the store is damaged: database disk image is malformed; "))
    }

    @Test func aColumnThatIsLackingFailsTheCheck() async throws {
        let (verify, replay) = try await Self.outcomes { bytes in
            let text = Data("description TEXT NOT NULL,\n    checksum".utf8)
            let place = try #require(bytes.firstRange(of: text))
            bytes[place.upperBound - 1] = UInt8(ascii: "n")
        }
        #expect(verify.exitCode == 1, "\(verify.errors)")
        #expect(verify.output.contains(": the store is damaged: no such column: checksum"))
        #expect(verify.output.hasSuffix(Self.advice))
        #expect(replay.exitCode == 2)
        #expect(replay.errors.contains("the store is damaged: no such column: checksum"))
    }

    @Test func aFileThatWasCutFailsTheCheckLineByLine() async throws {
        let (verify, _) = try await Self.outcomes { $0.removeLast($0.count / 3) }
        #expect(verify.exitCode == 1, "\(verify.errors)")
        let lines = verify.output.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(line.hasPrefix("s.db") && line.contains(": the store is damaged: "))
            #expect(!line.contains("***"))
        }
    }
}

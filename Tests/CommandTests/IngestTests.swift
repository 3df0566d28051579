import Foundation
import Testing

/// What `ingest` takes, what it leaves, and what it says.
@Suite struct IngestTests {
    /// Native records, one a second.
    static func log(_ range: Range<Int>) -> String {
        range.map { number in
            let (day, second) = (number / 86_400, number % 86_400)
            let parts = [second / 3600, second / 60 % 60, second % 60].map(twoDigits)
            return "{\"id\":\"r-\(number)\",\"ts\":\"2026-01-\(twoDigits(5 + day))T"
                + "\(parts.joined(separator: ":"))Z\",\"model\":\"gpt-4.1\","
                + "\"prompt_tokens\":\(number % 1000),\"completion_tokens\":1,"
                + "\"content_length\":\(number),\"message_count\":1,"
                + "\"system_contains\":{\"komplexe Analyse\":false}}\n"
        }.joined()
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func ingest(
        _ arguments: [String], in folder: URL
    ) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["ingest", "--store", "s.db"] + arguments, in: folder)
    }

    /// The lines before the last, which tells of the dataset.
    private static func lines(_ outcome: TollgateProcess.Outcome) -> [String] {
        outcome.output.split(separator: "\n").dropLast().map { String($0) }
    }

    @Test func aGrowingLogIsTakenLineByWholeLine() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3) + "{\"id\":\"r-3\",", to: "a.jsonl")
            let waiting = "the last line has no end yet and waits for the next ingest"
            let first = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(Self.lines(first) == ["a.jsonl: 3 calls (native); \(waiting)"])
            let again = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(Self.lines(again) == ["a.jsonl: already there, 3 calls; \(waiting)"])
            try folder.write(Self.log(0..<8), to: "a.jsonl")
            let grown = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(Self.lines(grown) == ["a.jsonl: 5 calls more, 8 calls in all"])
            try folder.write(Self.log(0..<8), to: "b.jsonl")
            let copy = try await Self.ingest(["b.jsonl"], in: folder)
            #expect(Self.lines(copy) == ["b.jsonl: already there as a.jsonl, 8 calls"])
            #expect(
                copy.output.hasSuffix(
                    "s.db#default: 8 calls in 1 file, from 2026-01-05T00:00:00Z to "
                        + "2026-01-05T00:00:07Z\n"))
        }
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstRecord() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write("\u{FEFF}" + Self.log(0..<3), to: "a.jsonl")
            let outcome = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(Self.lines(outcome) == ["a.jsonl: 3 calls (native)"], "\(outcome.errors)")
        }
    }

    @Test func aFaultInWhatWasAddedIsNamedWithItsLine() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            _ = try await Self.ingest(["a.jsonl"], in: folder)
            try folder.write(Self.log(0..<5) + "nonsense\n" + Self.log(5..<6), to: "a.jsonl")
            let outcome = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.hasPrefix("tollgate: a.jsonl:6: "))
            let skipping = try await Self.ingest(["a.jsonl", "--skip-bad"], in: folder)
            #expect(skipping.output.contains("a.jsonl: 3 calls more, 6 calls in all; left out 1 "))
            #expect(skipping.output.contains("(first: a.jsonl:6)"))
        }
    }

    @Test func aBadLineStoresNothingOfItsFile() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            try folder.write(Self.log(3..<100_000) + "nonsense\n", to: "b.jsonl")
            let outcome = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.hasPrefix("tollgate: b.jsonl:99998: "))
            let list = try await TollgateProcess.run(["datasets", "list", "s.db"], in: folder)
            #expect(list.output.contains("default      3      1"), "\(list.output)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(files) == ["a.jsonl", "b.jsonl", "s.db"])
        }
    }

    @Test func aChangedLogIsRefusedUntilItIsSaidWhatItIs() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            _ = try await Self.ingest(["a.jsonl"], in: folder)
            try folder.write(Self.log(10..<15), to: "a.jsonl")
            let refused = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(refused.exitCode == 2)
            #expect(
                refused.errors
                    == "tollgate: a.jsonl: its content is not the one that s.db#default has under "
                    + "this name; --changed add takes it beside that (a log that was rotated), "
                    + "--changed replace puts it in its place (a log that was corrected)\n")
            let replaced = try await Self.ingest(["a.jsonl", "--changed", "replace"], in: folder)
            #expect(replaced.output.contains("s.db#default: 5 calls in 1 file"))
            try folder.write(Self.log(20..<22), to: "a.jsonl")
            let added = try await Self.ingest(["a.jsonl", "--changed", "add"], in: folder)
            #expect(added.output.contains("s.db#default: 7 calls in 2 files"))
        }
    }

    @Test func aPackedLogIsReadAgainWhenItHasGrown() async throws {
        try await Repository.withTemporaryFolder { folder in
            func pack(_ text: String, _ options: [String]) throws {
                try folder.write(text, to: "a.jsonl")
                let gzip = Process()
                gzip.executableURL = URL(filePath: "/usr/bin/env")
                gzip.arguments = ["sh", "-c", "gzip -nc a.jsonl >> a.jsonl.gz; rm a.jsonl"]
                gzip.currentDirectoryURL = folder
                try gzip.run()
                gzip.waitUntilExit()
            }
            try pack(Self.log(0..<3), [])
            _ = try await Self.ingest(["a.jsonl.gz"], in: folder)
            try pack(Self.log(3..<5), [])
            let grown = try await Self.ingest(["a.jsonl.gz"], in: folder)
            #expect(Self.lines(grown) == ["a.jsonl.gz: 5 calls (native)"])
            #expect(grown.output.contains("s.db#default: 5 calls in 1 file"))
        }
    }

    @Test func aLogIsKnownWhenItIsPackedLater() async throws {
        try await Repository.withTemporaryFolder { folder in
            func pack(_ text: String) throws {
                try folder.write(text, to: "p")
                let packing = Process()
                packing.executableURL = URL(filePath: "/usr/bin/env")
                packing.arguments = ["sh", "-c", "gzip -nc p > a.jsonl.2.gz"]
                packing.currentDirectoryURL = folder
                try packing.run()
                packing.waitUntilExit()
            }
            let packed = "a.jsonl.2.gz"
            try folder.write(Self.log(0..<4).dropLast().description, to: "a.jsonl")
            let plain = try await Self.ingest(["a.jsonl"], in: folder)
            #expect(plain.output.contains("s.db#default: 3 calls in 1 file"))
            try pack(Self.log(0..<3))
            let known = try await Self.ingest([packed], in: folder)
            #expect(
                Self.lines(known) == ["\(packed): already there as a.jsonl, 3 calls"],
                "\(known.errors)")
            // The last line has no end, and never will.
            try pack(Self.log(0..<4).dropLast().description)
            let whole = try await Self.ingest([packed], in: folder)
            #expect(whole.output.contains("s.db#default: 4 calls in 1 file"))
            let again = try await Self.ingest([packed, "a.jsonl"], in: folder)
            #expect(again.output.contains("\(packed): already there, 4 calls\n"))
            #expect(again.output.contains("a.jsonl: already there as \(packed), 4 calls"))
            #expect(again.output.contains("s.db#default: 4 calls in 1 file"))
        }
    }

    @Test func repeatedRecordsAreCounted() async throws {
        try await Repository.withTemporaryFolder { folder in
            let nameless = Self.log(90..<92).replacing(#/"id":"r-\d+",/#, with: "")
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            try folder.write(Self.log(1..<4) + nameless, to: "b.jsonl")
            let outcome = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            #expect(
                Self.lines(outcome).last
                    == "b.jsonl: 3 calls (native); left out 2 records whose id is there; 2 records "
                    + "without an id, whose repetition can't be told")
            let replay = try await TollgateProcess.run(["replay", "s.db"], in: folder)
            #expect(replay.output.contains("repeats a record with the same id"))
        }
    }

    @Test func anOlderCopyOfALogIsKnownWhileTheLogIsThere() async throws {
        try await Repository.withTemporaryFolder { folder in
            let log = Self.log(0..<500).replacing(#/"id":"r-\d+",/#, with: "")
            let lines = log.split(separator: "\n").map { "\($0)\n" }
            try folder.write(log, to: "a.jsonl")
            try folder.write(lines[..<300].joined(), to: "backup.jsonl")
            try folder.write(lines[..<299].joined() + lines[300], to: "other.jsonl")
            let taken = try await Self.ingest(["a.jsonl", "backup.jsonl"], in: folder)
            #expect(
                Self.lines(taken).last
                    == "backup.jsonl: already there as the beginning of a.jsonl")
            #expect(taken.output.contains("s.db#default: 500 calls in 1 file"))
            let other = try await Self.ingest(["other.jsonl"], in: folder)
            #expect(Self.lines(other).first?.hasPrefix("other.jsonl: 300 calls (native)") == true)
            // Under the name of the log itself its older content is no change.
            try FileManager.default.moveItem(
                at: folder.appending(path: "a.jsonl"), to: folder.appending(path: "b.jsonl"))
            _ = try await Self.ingest(["b.jsonl", "--dataset", "moved"], in: folder)
            try folder.write(lines[..<300].joined(), to: "a.jsonl")
            let older = try await Self.ingest(["a.jsonl", "--dataset", "moved"], in: folder)
            #expect(
                Self.lines(older) == ["a.jsonl: already there as the beginning of b.jsonl"])
        }
    }

    @Test func removalSaysWhatToIngestAgain() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            try folder.write(Self.log(1..<4), to: "b.jsonl")
            _ = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            let removed = try await TollgateProcess.run(
                ["datasets", "remove", "s.db#default", "--file", "a.jsonl"], in: folder)
            #expect(
                removed.output
                    == "s.db#default: removed 3 calls in 1 file\nb.jsonl: left out 2 records whose "
                    + "id was there; ingest it again for those that are gone now\n")
            let again = try await Self.ingest(["b.jsonl"], in: folder)
            #expect(Self.lines(again) == ["b.jsonl: 3 calls (native)"])
        }
    }

    @Test func listsAreWrittenForProgramsToo() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            let ingest = try await Self.ingest(
                ["a.jsonl", "--format", "json", "--match", "x"], in: folder)
            #expect(ingest.output.contains("\"tollgate.ingest/1\""))
            #expect(ingest.output.contains("\"new_calls\" : 3"))
            for command in ["list", "show"] {
                let outcome = try await TollgateProcess.run(
                    ["datasets", command, "s.db", "--format", "json"], in: folder)
                #expect(outcome.output.contains("\"tollgate.datasets/1\""))
                #expect(outcome.output.contains("\"calls\" : 3"))
            }
            let show = try await TollgateProcess.run(["datasets", "show", "s.db"], in: folder)
            #expect(
                show.output.contains(
                    "- a.jsonl: recorded: whether the system message contains \"x\""))
            let verify = try await TollgateProcess.run(
                ["datasets", "verify", "s.db", "--format", "json"], in: folder)
            #expect(verify.output.contains("\"findings\" : [\n\n  ]"))
            #expect(verify.exitCode == 0)
        }
    }

    @Test func removalNeedsTheDatasetsName() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<3), to: "a.jsonl")
            _ = try await Self.ingest(["a.jsonl"], in: folder)
            let unnamed = try await TollgateProcess.run(
                ["datasets", "remove", "s.db"], in: folder)
            #expect(
                unnamed.errors
                    == "tollgate: s.db: which dataset? expected one such as s.db#default\n")
            let removed = try await TollgateProcess.run(
                ["datasets", "remove", "s.db#default", "--file", "a.jsonl"], in: folder)
            #expect(removed.output == "s.db#default: removed 3 calls in 1 file\n")
            let replay = try await TollgateProcess.run(["replay", "s.db"], in: folder)
            #expect(
                replay.errors
                    == "tollgate: s.db: the store is empty; 'tollgate ingest … --store s.db' fills "
                    + "it\n")
        }
    }

    @Test func aDamagedStoreFailsTheCheck() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(0..<2000), to: "a.jsonl")
            _ = try await Self.ingest(["a.jsonl"], in: folder)
            let store = folder.appending(path: "s.db")
            var bytes = try Data(contentsOf: store)
            // The numbers of prompt tokens: 998, 999, 0.
            let tokens = Data([0xE6, 0x03, 0xE7, 0x03, 0x00, 0x00])
            let place = try #require(bytes.firstRange(of: tokens)).lowerBound
            bytes[place] ^= 1
            try bytes.write(to: store)
            let verify = try await TollgateProcess.run(["datasets", "verify", "s.db"], in: folder)
            #expect(verify.exitCode == 1, "\(verify.errors)")
            #expect(
                verify.output.hasPrefix(
                    "s.db#default: the store is damaged: a.jsonl, chunk 1, column input; "))
            let replay = try await TollgateProcess.run(["replay", "s.db"], in: folder)
            #expect(replay.exitCode == 2)
            #expect(
                replay.errors.hasPrefix(
                    "tollgate: s.db: the store is damaged: a.jsonl, chunk 1, column input; "))
        }
    }

    @Test(
        arguments: [
            (
                ["-"], 64,
                "Error: ingest reads a log twice, which '-' does not allow; save it to a file"
            ),
            (["a", "--dataset", "x#y"], 64, "Error: --dataset x#y: expected a name without '#'"),
            (
                ["a", "--match", ""], 64,
                "Error: --match: the text is empty; expected one to look for"
            ),
            (["none"], 2, "tollgate: none: no such file or folder"),
        ] as [([String], Int32, String)])
    func aMistakeIsOneClearLine(
        _ arguments: [String], _ code: Int32, _ message: String
    ) async throws {
        try await Repository.withTemporaryFolder { folder in
            let outcome = try await Self.ingest(arguments, in: folder)
            #expect(outcome.exitCode == code)
            #expect(outcome.errors.hasPrefix(message))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }
}

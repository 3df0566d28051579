import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("Mooncake traces")
struct MooncakeTests {
    private static func line(
        time: String = "3000", input: String = "6758", output: String = "500"
    ) -> String {
        #"{"timestamp": \#(time), "input_length": \#(input), "output_length": \#(output), "#
            + #""hash_ids": [0, 1, 2]}"#
    }

    @Test("nothing but time and lengths; shared blocks are no cache reads")
    func record() async throws {
        let row = Row(
            time: "1970-01-01T00:00:03Z", tokens: TokenUsage(input: 6758, output: 500),
            texts: [.unknown, .unknown], tags: ["", ""])
        #expect(try await Reading.row(Self.line()) == row)
    }

    @Test(
        "the shape",
        arguments: [
            (line(), "mooncake"),
            (#"{"output_length":1,"input_length":1,"timestamp":"#, "mooncake"),
            (#"{"output_length":1,"input_length":1,"timestamp":{}}"#, "mooncake"),
            (#"{"timestamp":0,"input_length":1}"#, "native"),
        ])
    func shape(line: String, format: String) async throws {
        #expect(try await Reading.of(line, Demand(), .skipping).summary.formats == [format])
    }

    @Test(
        "milliseconds since the trace began",
        arguments: [
            ("0", "1970-01-01T00:00:00Z"), ("27", "1970-01-01T00:00:00.027Z"),
            ("27.5", "1970-01-01T00:00:00.027500Z"), ("3.6e6", "1970-01-01T01:00:00Z"),
            ("1767600930123", "2026-01-05T08:15:30.123Z"),
        ])
    func times(written: String, time: String) async throws {
        #expect(try await Reading.row(Self.line(time: written)).time == time)
    }

    private static let count = "a whole number from 0 to 281474976710655"
    private static let milliseconds = "milliseconds from 0 to 9223372036854"

    @Test(
        "bad lines",
        arguments: [
            (line(time: "-1"), "timestamp is not \(milliseconds): found -1"),
            (line(time: "\"3\""), "timestamp is not \(milliseconds): found \"3\""),
            (line(time: "9223372036855"), "timestamp is not \(milliseconds): found 9223372036855"),
            (line(time: "null"), "timestamp is missing: expected \(milliseconds)"),
            (line(input: "-5"), "input_length is not \(count): found -5"),
            (line(input: "1.5"), "input_length is not \(count): found 1.5"),
            (
                line(input: "281474976710656"),
                "input_length is not \(count): found 281474976710656"
            ),
            (line(input: "null"), "input_length is missing: expected a count of tokens"),
            (line(output: "\"5\""), "output_length is not \(count): found \"5\""),
            (
                #"{"timestamp":0,"input_length":1}"#,
                "output_length is missing: expected a count of tokens"
            ),
            (
                #"{"timestamp":0,"timestamp":0}"#,
                #"the key "timestamp" stands twice in one object"#
            ),
            (
                #"{"timestamp":0,"hash_ids":[1,}"#,
                "not valid JSON: expected a value at byte 30"
            ),
            (#"{"timestamp":0"#, "not valid JSON: expected ',' or '}' at byte 15"),
        ])
    func bad(line: String, message: String) async throws {
        let log = [Self.line(), line, Self.line()].joined(separator: "\n")
        #expect(try await Reading.fault(of: log) == "log:2: \(message); \(Advice.mend)")
        let reading = try await Reading.of(log, .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == Array("\(line)\n".utf8))
    }

    /// Totals that an independent script worked out from the raw JSON.
    private struct Truth {
        let records: Int
        let tokens: TokenUsage
        let last: String
    }

    private static func check(_ path: URL, _ truth: Truth, jobs: Int) async throws {
        let reading = try await Reading.of([.file(path.filePath)], Demand(), jobs: jobs)
        #expect(reading.summary.formats == ["mooncake"])
        #expect(reading.rows.count == truth.records)
        #expect(reading.rows.reduce(into: .zero) { $0 += $1.tokens } == truth.tokens)
        #expect(reading.rows.map(\.time).max() == truth.last)
    }

    @Test("the beginning of the trace", arguments: [1, 4])
    func committed(jobs: Int) async throws {
        let truth = Truth(
            records: 300, tokens: TokenUsage(input: 4_269_971, output: 113_079),
            last: "1970-01-01T00:01:42Z")
        let path = Places.fixtures.appending(path: "mooncake/conversation_trace.jsonl")
        try await Self.check(path, truth, jobs: jobs)
    }

    private static let shared = Places.root.deletingLastPathComponent()
        .appending(path: "shared/data/traces/mooncake/conversation_trace.jsonl")

    @Test(
        "the whole trace",
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.filePath),
            "the whole trace lies beside the checkout in ../shared, which is absent here"),
        arguments: [1, 4])
    func whole(jobs: Int) async throws {
        let truth = Truth(
            records: 12_031, tokens: TokenUsage(input: 144_793_823, output: 4_122_048),
            last: "1970-01-01T00:58:56.999Z")
        try await Self.check(Self.shared, truth, jobs: jobs)
    }

    private static func line(input: Int, blocks: [Int]) -> String {
        #"{"timestamp": 0, "input_length": \#(input), "output_length": 1, "hash_ids": \#(blocks)}"#
    }

    @Test(
        "blocks that an earlier prompt began with are cache reads, if that is assumed",
        arguments: [1, 2])
    func sharedPrefixes(jobs: Int) async throws {
        let log = [
            Self.line(input: 1200, blocks: [1, 2, 3]),  // nothing was seen
            Self.line(input: 2000, blocks: [1, 2, 4, 5]),  // 1 and 2
            Self.line(input: 1100, blocks: [9, 2, 3]),  // 2 is no beginning any more
            Self.line(input: 1030, blocks: [1, 2, 3]),  // all, but the last block is not full
            Self.line(input: 10, blocks: []),
        ].joined(separator: "\n")
        let options = try ReadingOptions { $0.assumptions = try Assumptions(["cache=prefix"]) }
        let reading = try await Reading.of(log, .everything, options, jobs: jobs)
        #expect(reading.rows.map(\.tokens.cacheRead) == [0, 1024, 0, 1030, 0])
        #expect(reading.rows.map(\.tokens.input) == [1200, 976, 1100, 0, 10])
        #expect(
            reading.summary.assumptions == [AppliedAssumption(text: "cache=prefix", records: 2)])
        let plain = try await Reading.of(log, jobs: jobs)
        #expect(plain.rows.allSatisfy { $0.tokens.cacheRead == 0 })
    }

    @Test("each trace numbers its blocks by itself")
    func traces() async throws {
        let log = Array(Self.line(input: 600, blocks: [1, 2]).utf8)
        let options = try ReadingOptions { $0.assumptions = try Assumptions(["cache=prefix"]) }
        let reading = try await Reading.of(bytes: [log, log], .everything, options)
        #expect(reading.rows.map(\.tokens.cacheRead) == [0, 0])
    }

    @Test("hashes that are none, and a cache of another kind")
    func badPrefixes() async throws {
        let options = try ReadingOptions { $0.assumptions = try Assumptions(["cache=prefix"]) }
        let fault = try await Reading.fault(
            of: #"{"timestamp": 0, "input_length": 1, "output_length": 1, "hash_ids": ["a"]}"#,
            .everything, options)
        #expect(fault?.hasPrefix("log:1: hash_ids is not a whole number from 0 to") == true)
        let error = #expect(throws: LogError.self) { try Assumptions(["cache=all"]) }
        #expect(
            error?.description == "--assume cache=all: expected cache=prefix, or in a replay "
                + "cache=kept, cache=lost or cache=session")
    }
}

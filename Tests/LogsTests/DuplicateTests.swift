import Calls
import Pricing
import Testing

@testable import Logs

/// Pitfall 10: records that stand in the logs several times.
@Suite("Duplicated records")
struct DuplicateTests {
    private static let removing = ReadingOptions { $0.removesDuplicates = true }

    /// Record 0 of log 2 repeats record 0 of log 1 with other counts, and so on.
    private static func log(ids: Range<Int>, tokens: Int) -> [UInt8] {
        Array(
            ids.map { id in
                #"{"id":"r-\#(id)","ts":"2026-01-05T08:15:30Z","model":"m","#
                    + #""prompt_tokens":\#(tokens),"completion_tokens":1}"# + "\n"
            }.joined().utf8)
    }

    @Test(
        "the first in the order of the logs stays, whatever the number of workers",
        arguments: [1, 2, 4])
    func firstStays(jobs: Int) async throws {
        let logs = [Self.log(ids: 0..<9000, tokens: 1), Self.log(ids: 3000..<12_000, tokens: 2)]
        let reading = try await Reading.of(bytes: logs, .everything, Self.removing, jobs: jobs)
        #expect(reading.rows.count == 12_000)
        #expect(reading.rows.count { $0.tokens.input == 1 } == 9000)
        #expect(
            reading.summary.removed == [
                RemovedRecords(reason: "repeats a record with the same id", records: 6000)
            ])
        #expect(
            reading.summary.notes == [
                "records that repeat an id but tell other usage than the first, which alone "
                    + "counts: 6000"
            ])
    }

    @Test("of those that repeat a record only those are noted that tell other usage")
    func differing() async throws {
        func line(_ usage: String) -> String {
            #"{"id":"r","ts":"2026-01-05T08:15:30Z","model":"m",\#(usage)}"#
        }
        let whole = line(#""prompt_tokens":1,"completion_tokens":1"#)
        let same = try await Reading.of("\(whole)\n\(whole)\n", .everything, Self.removing)
        #expect(same.summary.notes.isEmpty)
        let cut = line(#""usage":"unknown""#)
        let cutFirst = try await Reading.of(
            "\(cut)\n\(whole)\n\(cut)\n", .everything, Self.removing)
        #expect(cutFirst.rows.map(\.usage) == [.unknown])
        #expect(cutFirst.summary.removed.map(\.records) == [2])
        #expect(cutFirst.summary.notes.first?.hasSuffix("which alone counts: 1") == true)
    }

    @Test("which record stays is not for the period to decide", arguments: [1, 2])
    func period(jobs: Int) async throws {
        func line(_ day: Int, model: String) -> String {
            #"{"id":"r","ts":"2026-01-0\#(day)T08:15:30Z"\#(model),"#
                + #""prompt_tokens":1,"completion_tokens":1}"# + "\n"
        }
        let log = line(5, model: "") + line(6, model: #","model":"m""#)
        var demand = Demand.everything
        demand.from = Timestamp(rfc3339: "2026-01-06T00:00:00Z")
        let options = ReadingOptions {
            $0.removesDuplicates = true
            $0.format = .native
        }
        #expect(try await Reading.of(log, demand, jobs: jobs).rows.count == 1)
        let reading = try await Reading.of(log, demand, options, jobs: jobs)
        #expect(reading.rows.isEmpty)
        #expect(reading.summary.removed.map(\.records) == [1])
    }

    @Test("without the wish nothing is removed")
    func kept() async throws {
        let log = Self.log(ids: 0..<10, tokens: 1)
        let reading = try await Reading.of(bytes: [log, log])
        #expect(reading.rows.count == 20)
        #expect(reading.summary.removed.isEmpty)
    }

    @Test("records without an id can't be told apart: they stay and are counted")
    func withoutID() async throws {
        let line =
            #"{"ts":"2026-01-05T08:15:30Z","model":"m","prompt_tokens":1,"completion_tokens":1}"#
        let reading = try await Reading.of("\(line)\n\(line)\n", .everything, Self.removing)
        #expect(reading.rows.count == 2)
        #expect(reading.summary.removed.isEmpty)
        #expect(
            reading.summary.notes == [
                "records without an id, whose repetition can't be told: 2"
            ])
    }

    @Test("an id is a number or a string; the same text is the same id")
    func numbers() async throws {
        func line(_ id: String) -> String {
            #"{"id":\#(id),"ts":"2026-01-05T08:15:30Z","model":"m","usage":"none"}"#
        }
        let log = [line("7"), line("\"7\""), line("\"\\u0037\""), line("8")]
            .joined(separator: "\n")
        #expect(try await Reading.of(log, .everything, Self.removing).rows.count == 2)
    }
}

import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("Azure traces")
struct AzureTests {
    private static let header = "TIMESTAMP,ContextTokens,GeneratedTokens"
    private static let line = "2023-11-16 18:15:46.6805900,374,44"
    private static let row = Row(
        time: "2023-11-16T18:15:46.680590Z", tokens: TokenUsage(input: 374, output: 44),
        texts: [.unknown, .unknown], tags: ["", ""])

    @Test("a time without zone is UTC; seven digits of the second")
    func record() async throws {
        #expect(try await Reading.row("\(Self.header)\n\(Self.line)") == Self.row)
    }

    @Test(
        "headers and line ends",
        arguments: [
            "H\nL\nL", "H\r\nL\r\nL\r\n", "\u{FEFF}H\nL\nL\n", "\u{FEFF}H\r\nL\r\nL",
            "\n\nH\nL\n\nL",
            "\r\n \nH\nL\nL\n\n", "H \t\nL\nL  ", " H\n L\n\tL", "\u{FEFF}\nH\nL\nL",
        ])
    func lineEnds(form: String) async throws {
        let log = form.replacing("H", with: Self.header).replacing("L", with: Self.line)
        for jobs in [1, 4] {
            #expect(try await Reading.of(log, jobs: jobs).rows == [Self.row, Self.row])
        }
    }

    @Test("without a header, where the format is forced")
    func noHeader() async throws {
        let options = ReadingOptions { $0.format = .azure }
        #expect(try await Reading.of(Self.line, .everything, options).rows == [Self.row])
        let headed = "\(Self.header)\n\(Self.line)"
        #expect(try await Reading.of(headed, .everything, options).rows == [Self.row])
    }

    @Test("only a header", arguments: ["", "\n", "\n\n"])
    func empty(end: String) async throws {
        let reading = try await Reading.of(Self.header + end)
        #expect(reading.rows.isEmpty)
        #expect(reading.summary.formats == ["azure"])
    }

    private static let time = "TIMESTAMP is not a time such as 2023-11-16 18:15:46.6805900"
    private static let context = "ContextTokens is not a whole number from 0 to 281474976710655"
    private static let generated = "GeneratedTokens is not a whole number from 0 to 281474976710655"
    private static let columns = "not three columns (\(header))"

    @Test(
        "bad lines",
        arguments: [
            ("2023-11-16 18:15:46,1", "\(columns): found 2"),
            ("2023-11-16 18:15:46,1,2,3", "\(columns): found 4"), ("x", "\(columns): found 1"),
            (",,,,,,", "\(columns): found 7"), (",,", "\(time): found \"\""),
            ("2023-11-16,1,2", "\(time): found \"2023-11-16\""),
            ("2023-13-16 18:15:46,1,2", "\(time): found \"2023-13-16 18:15:46\""),
            ("2023-11-16 18:15:46.,1,2", "\(time): found \"2023-11-16 18:15:46.\""),
            (header, "\(time): found \"TIMESTAMP\""),
            ("2023-11-16 18:15:46,-1,2", "\(context): found \"-1\""),
            ("2023-11-16 18:15:46,,2", "\(context): found \"\""),
            ("2023-11-16 18:15:46,1.5,2", "\(context): found \"1.5\""),
            ("2023-11-16 18:15:46,1e2,2", "\(context): found \"1e2\""),
            ("2023-11-16 18:15:46, 1,2", "\(context): found \" 1\""),
            ("2023-11-16 18:15:46,\"1\",2", "\(context): found \"\"1\"\""),
            ("2023-11-16 18:15:46,281474976710656,2", "\(context): found \"281474976710656\""),
            (
                "2023-11-16 18:15:46,99999999999999999999999,2",
                "\(context): found \"99999999999999999999999\""
            ),
            ("2023-11-16 18:15:46,1,", "\(generated): found \"\""),
            ("2023-11-16 18:15:46,1,2\0", "\(generated): found \"2\u{FFFD}\""),
            ("2023-11-16 18:15:46,1,x\u{1B}[2J", "\(generated): found \"x\u{FFFD}[2J\""),
        ])
    func bad(line: String, message: String) async throws {
        let log = "\(Self.header)\n\(Self.line)\n\(line)\n\(Self.line)\n"
        #expect(try await Reading.fault(of: log) == "log:3: \(message); \(Advice.mend)")
        let reading = try await Reading.of(log, .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == Array("\(line)\n".utf8))
    }

    @Test(
        "boundaries",
        arguments: [
            ("0", 0), ("007", 7), ("281474976710655", (1 << 48) - 1),
        ] as [(String, UInt64)])
    func counts(text: String, count: UInt64) async throws {
        let log = "\(Self.header)\n2023-11-16T18:15:46Z,\(text),0"
        #expect(try await Reading.row(log).tokens.input == count)
    }

    @Test("the trace of the demo", arguments: [1, 2, 4])
    func trace(jobs: Int) async throws {
        let path = Places.fixtures.appending(path: "azure-2023/AzureLLMInferenceTrace_conv.csv")
        let reading = try await Reading.of([.file(path.filePath)], Demand(), jobs: jobs)
        let total = reading.rows.reduce(into: TokenUsage.zero) { $0 += $1.tokens }
        #expect(reading.rows.count == 19_366)
        #expect(total == TokenUsage(input: 22_361_870, output: 4_088_665))
        #expect(reading.rows.first?.time == "2023-11-16T18:15:46.680590Z")
    }
}

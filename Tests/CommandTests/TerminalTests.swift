import Foundation
import Logs
import Testing

@testable import Console

/// A pseudo-terminal by `script`, which other systems than Linux call differently.
private enum Terminal {
    static let isThere = (try? output(of: "echo yes").contains("yes")) ?? false

    static func output(of command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/script")
        process.arguments = ["-qec", command, "/dev/null"]
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "NO_COLOR" }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

@Suite(.enabled(if: Terminal.isThere, "needs script(1) of util-linux and a pseudo-terminal"))
struct TerminalTests {
    private static let program = TollgateProcess.executable.path

    @Test func theAnswerStandsOut() throws {
        let plain = try Terminal.output(of: "\(Self.program) demo --quiet --no-color")
        let colored = try Terminal.output(of: "\(Self.program) demo --quiet")
        #expect(!plain.contains("\u{1B}["))
        #expect(colored.contains("\u{1B}[1m"))
        #expect(colored.contains("$107.61"))
    }

    @Test func noColorIsHeard() throws {
        let colored = try Terminal.output(of: "NO_COLOR=1 \(Self.program) demo --quiet")
        #expect(colored.contains("$107.61"))
        #expect(!colored.contains("\u{1B}["))
    }

    @Test func textFitsTheTerminal() throws {
        let narrow = try Terminal.output(
            of: "stty cols 60; \(Self.program) demo --quiet --no-color")
        let notes = narrow.split(whereSeparator: \.isNewline).filter { !$0.contains("  ") }
        #expect(notes.contains { $0.contains("tutorial") })
        #expect(notes.allSatisfy { $0.count <= 60 })
    }
}

@Suite struct ProgressTests {
    @Test(
        arguments: [
            (0, 1000, 1.0, "[--------------------] 0 %  0 B/s  0 s left"),
            (250, 1000, 1.0, "[#####---------------] 25 %  250 B/s  3 s left"),
            (
                1_500_000_000, 3_000_000_000, 0.5,
                "[##########----------] 50 %  3.0 GB/s  1 s left"
            ),
            (1000, 1000, 2.0, "[####################] 100 %  500 B/s  0 s left"),
            (2000, 1000, 2.0, "[####################] 100 %  1.0 KB/s  0 s left"),
            (1_234_567, nil, 1.0, "1.2 MB read, 1.2 MB/s"),
            (5, 0, 1.0, "5 B read, 5 B/s"),
        ] as [(Int, Int?, Double, String)])
    func aLineSaysHowFarItIs(_ read: Int, _ total: Int?, _ seconds: Double, _ line: String) {
        let progress = ProgressLine(bytesRead: read, totalBytes: total)
        #expect(progress.text(afterSeconds: seconds) == line)
    }

    /// A simulation that begins is the next one; the rate is that of all.
    @Test func aLineSaysHowFarSimulationsAre() {
        let bar = SimulationBar()
        bar.note(done: 0, of: 100_000)
        bar.note(done: 100_000, of: 100_000)
        bar.note(done: 0, of: 400_000)
        #expect(
            bar.text(afterSeconds: 1)
                == "simulation 2: [--------------------] 0 %, 100K requests/s")
        bar.note(done: 100_000, of: 400_000)
        #expect(
            bar.text(afterSeconds: 2)
                == "simulation 2: [#####---------------] 25 %, 100K requests/s")
    }
}

import Foundation
import Testing

/// A case is a folder in Fixtures/cases.
///
/// `command` holds the arguments, `expected.FORMAT` what `--format FORMAT` prints. With RECORD=1 in the environment the expected files are written anew,
/// and the run fails so that nobody takes the recording for a test.
struct GoldenCase: CustomTestStringConvertible {
    let folder: URL
    let format: String

    var testDescription: String { "\(folder.lastPathComponent).\(format)" }

    static let all: [GoldenCase] = {
        let folders = try? FileManager.default.contentsOfDirectory(
            at: Repository.cases, includingPropertiesForKeys: nil)
        let sorted = (folders ?? []).sorted { $0.path < $1.path }
        return sorted.flatMap { folder in
            formats(folder).map { GoldenCase(folder: folder, format: $0) }
        }
    }()

    /// HTML only where it is expected: it is long, and tests of their own look at it.
    private static func formats(_ folder: URL) -> [String] {
        let html = folder.appending(path: "expected.html").path
        return ["text", "markdown", "csv", "json"]
            + (FileManager.default.fileExists(atPath: html) ? ["html"] : [])
    }

    private var expected: URL { folder.appending(path: "expected.\(format)") }

    func check() async throws {
        let command = try String(contentsOf: folder.appending(path: "command"), encoding: .utf8)
        let arguments = try Words.split(command) + ["--format", format]
        let outcome = try await TollgateProcess.run(arguments, in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try outcome.output.write(to: expected, atomically: true, encoding: .utf8)
            Issue.record("recorded \(testDescription); run again without RECORD")
            return
        }
        let wanted = try String(contentsOf: expected, encoding: .utf8)
        #expect(outcome.output == wanted)
    }
}

@Test(arguments: GoldenCase.all)
func reportIsAsExpected(_ golden: GoldenCase) async throws {
    try await golden.check()
}

@Test func thereAreCases() {
    #expect(GoldenCase.all.count >= 16)
}

/// Words of a command line, with quotes as a shell takes them.
enum Words {
    struct OpenQuote: Error {}

    static func split(_ line: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line.trimmingCharacters(in: .whitespacesAndNewlines) {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { throw OpenQuote() }
        return words + [word].compactMap { $0 }
    }
}

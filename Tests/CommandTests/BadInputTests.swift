import Foundation
import Logs
import Testing

/// One thing that a user gets wrong, and the line that says so.
struct Mistake: CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    var files: [String: String] = [:]
    var input = ""
    var exitCode: Int32 = 2
    /// The whole of standard error, or its beginning where it ends in "…".
    let message: String

    init(
        _ name: String, _ arguments: [String], files: [String: String] = [:], input: String = "",
        exitCode: Int32 = 2, says message: String
    ) {
        testDescription = name
        self.arguments = arguments
        self.files = files
        self.input = input
        self.exitCode = exitCode
        self.message = message
    }
}

private let good = """
    {"ts":"2026-01-05T08:00:00Z","model":"gpt-4.1","prompt_tokens":10,"completion_tokens":5}

    """

private let formats = LogFormat.detected.map(\.rawValue).joined(separator: ", ")

private let mistakes = [
    Mistake(
        "a missing file", ["replay", "nowhere.jsonl"],
        says: "tollgate: nowhere.jsonl: no such file or folder; expected a log file, a folder or "
            + "'-'\n"),
    Mistake(
        "a folder without logs", ["replay", "."], files: ["notes.txt": "x"],
        says: "tollgate: .: no logs in this folder; expected files ending in .jsonl .ndjson .json "
            + ".csv .tsv .log, packed also in .gz .zst\n"),
    Mistake(
        "a glob without matches", ["replay", "*.jsonl"],
        says: "tollgate: *.jsonl: no file matches this pattern\n"),
    Mistake(
        "the same file twice", ["replay", "a.jsonl", "./a.jsonl"], files: ["a.jsonl": good],
        says: "tollgate: ./a.jsonl: this input is already given as a.jsonl; name it once\n"),
    Mistake(
        "a file of no known shape", ["replay", "a.csv"], files: ["a.csv": "when,what\n1,2\n"],
        says: "tollgate: a.csv:1: no log format has this shape: \"when,what\"; tried "
            + "\(formats); see 'tollgate formats', force one with --input-format, or describe "
            + "this one with --mapping\n"),
    Mistake(
        "a bad line", ["replay", "a.jsonl"], files: ["a.jsonl": good + "{\"ts\":}\n"],
        says: "tollgate: a.jsonl:2: not valid JSON: expected a value at byte 7; mend the line, or "
            + "use --skip-bad to leave such lines out\n"),
    Mistake(
        "a bad line on standard input", ["replay", "-"], input: good + "\n{\"ts\":\"today\"}\n",
        says: "tollgate: standard input:3: ts is not …"),
    Mistake(
        "a missing count", ["replay", "-"],
        input: #"{"ts":"2026-01-05T08:00:00Z","model":"m","prompt_tokens":1}"#,
        says: "tollgate: standard input:1: completion_tokens is missing: expected a count, or "
            + "\"usage\":\"none\" or \"usage\":\"unknown\"; mend the line, or use --skip-bad to "
            + "leave such lines out\n"),
    Mistake(
        "a list of records", ["replay", "."], files: ["a.json": "[\n{\n\"a\": 1\n}\n]\n"],
        says: "tollgate: ./a.json:1: not valid JSON: expected an object {…} at byte 1; a log has "
            + "one object a line, not a list of them: write it so with jq -c '.[]' FILE\n"),
    Mistake(
        "an unknown policy", ["replay", "-", "--policy", "tutorail"], input: good,
        says: "tollgate: no policy \"tutorail\"; expected a file or one of tutorial, "
            + "tutorial-budget; did you mean tutorial?\n"),
    Mistake(
        "a missing policy file", ["replay", "-", "--policy", "./mine.yaml"], input: good,
        says: "tollgate: ./mine.yaml…"),
    Mistake(
        "an unknown key in a policy", ["replay", "-", "--policy", "p.yaml"],
        files: ["p.yaml": "policy: p\nversion: 1\nrules:\n  - name: a\n    wehn: x\n    use: m\n"],
        input: good, says: "tollgate: p.yaml:5: …"),
    Mistake(
        "a policy that needs a field the log lacks", ["replay", "-", "--policy", "tutorial"],
        input: good,
        says: "tollgate: standard input:1: the rule \"long-or-complex\" of policy tutorial needs "
            + "content_length and system, which this record lacks and no assumption supplies; add "
            + "--assume content_length=… --assume system=…\n"),
    Mistake(
        "the same with --skip-bad, which does not hide it",
        ["replay", "-", "--policy", "tutorial", "--skip-bad"], input: good,
        says: "tollgate: standard input:1: the rule \"long-or-complex\"…"),
    Mistake(
        "a way of caches that nobody knows", ["replay", "-", "--assume", "cache=gone"],
        input: good, exitCode: 64,
        says: "Error: --assume cache=gone: expected cache=prefix, or in a replay cache=kept, "
            + "cache=lost or cache=session\n…"),
    Mistake(
        "a factor of tokens that is none", ["replay", "-", "--assume", "tokens.m=0"],
        input: good, exitCode: 64,
        says: "Error: --assume tokens.m=0: expected a model, once, and a factor from 0.2 to 5 "
            + "with at most six decimals, or two such as 1.10..1.25\n…"),
    Mistake(
        "sessions that are not there",
        ["replay", "-", "--baseline", "all", "--assume", "cache=session"],
        input: good.replacingOccurrences(of: "}", with: ",\"cached_tokens\":1}"),
        says: "tollgate: standard input:1: --assume cache=session needs session, which this record "
            + "with cached tokens lacks and no assumption supplies; add --assume session=… or take "
            + "cache=lost\n"),
    Mistake(
        "a store that is to assume what becomes of caches",
        ["ingest", "log.jsonl", "--store", "s.db", "--assume", "cache=lost"],
        files: ["log.jsonl": good], exitCode: 64,
        says: "Error: --assume cache=lost is about the costs of moves, which a store does not "
            + "keep; give it to 'tollgate replay'\n…"),
    Mistake(
        "CSV about budgets without one",
        ["replay", "-", "--policy", "tutorial", "--format", "csv", "--section", "budget"],
        input: good, exitCode: 64,
        says: "Error: --section budget needs a --policy that has a budget\n…"),
    Mistake(
        "unknown prices", ["replay", "-", "--prices", "list-2025"], input: good,
        says: "tollgate: no price table \"list-2025\"; expected a file or one of headline-2026, "
            + "list-2026; did you mean list-2026?\n"),
    Mistake(
        "a bad price", ["prices", "check", "p.yaml"],
        files: [
            "p.yaml": "prices: p\nversion: 1\ncurrency: USD\nunit: 1M tokens\nmodels:\n"
                + "  - id: m\n    all_tokens: cheap\n"
        ],
        says: "tollgate: p.yaml:7: models[0].all_tokens …"),
    Mistake(
        "an unknown baseline", ["replay", "-", "--baseline", "gpt-4.2"], input: good,
        says: "tollgate: baseline gpt-4.2 is not in price table headline-2026…"),
    Mistake(
        "a result that can't be written", ["replay", "-", "--out", "no/such/folder/r.txt"],
        input: good,
        says: "tollgate: no/such/folder/r.txt: can't be written: No such file or directory\n"),
    Mistake(
        "a result over a folder", ["replay", "-", "--out", "."], input: good,
        says: "tollgate: .: can't be written: Is a directory\n"),
    Mistake(
        "an unknown option", ["replay", "-", "--polcy", "tutorial"], exitCode: 64,
        says: "Error: Unknown option '--polcy'…"),
    Mistake(
        "an unknown format", ["replay", "-", "--format", "pdf"], exitCode: 64,
        says: "Error: …"),
    Mistake(
        "an unknown dimension", ["replay", "-", "--by", "colour"], exitCode: 64,
        says: "Error: --by colour: unknown \"colour\"; expected model, served-model, user, team, "
            + "session, day, hour, minute or tag:KEY\n…"),
    Mistake(
        "an unknown assumption", ["replay", "-", "--assume", "colour=red"], exitCode: 64,
        says: "Error: --assume colour=red: unknown key colour; …"),
    Mistake(
        "arithmetic that makes no sense", ["replay", "-", "--assume", "content_length=4*"],
        exitCode: 64, says: "Error: --assume content_length=4*: expected a number or one of …"),
    Mistake(
        "a time that makes no sense", ["replay", "-", "--from", "yesterday"], exitCode: 64,
        says: "Error: --from yesterday: expected a date such as 2026-01-05…"),
    Mistake(
        "an unknown time zone", ["replay", "-", "--timezone", "Mars/Olympus"], exitCode: 64,
        says: "Error: --timezone Mars/Olympus: unknown; …"),
    Mistake(
        "rejects without --skip-bad", ["replay", "-", "--rejects", "r"], exitCode: 64,
        says: "Error: --rejects keeps what --skip-bad leaves out; give both\n…"),
    Mistake(
        "a section without CSV", ["replay", "-", "--section", "rules"], exitCode: 64,
        says: "Error: --section chooses rows of CSV; give --format csv with it\n…"),
    Mistake(
        "an unknown command", ["repaly"], exitCode: 64, says: "Error: …"),
    Mistake(
        "no source", ["replay"], exitCode: 64,
        says: "Error: expected a SOURCE: a log file, a folder, or a dataset\n…"),
]

@Suite struct BadInputTests {
    @Test(arguments: mistakes)
    func isOneClearLine(_ mistake: Mistake) async throws {
        try await Repository.withTemporaryFolder { folder in
            for (name, text) in mistake.files { try folder.write(text, to: name) }
            let outcome = try await TollgateProcess.run(
                mistake.arguments, input: mistake.input, in: folder)
            #expect(outcome.exitCode == mistake.exitCode)
            #expect(outcome.output == "")
            if mistake.message.hasSuffix("…") {
                #expect(outcome.errors.hasPrefix(mistake.message.dropLast()))
            } else {
                #expect(outcome.errors == mistake.message)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left) == Set(mistake.files.keys))
        }
    }
}

import Calls
import Documents
import Logs
import Testing

/// A mapping is checked before anything is read.
@Suite("Mapping files")
struct MappingFileTests {
    /// Lines after those that are required, and what is wrong with them.
    private static let fields: [(String, String)] = [
        (
            "latency: took",
            "map.yaml:8: fields.latency has no unit; expected one of seconds, milliseconds, nanoseconds"
        ),
        (
            "latency: {path: took, unit: s}",
            "map.yaml:8: fields.latency.unit is \"s\"; expected one of seconds, milliseconds, nanoseconds"
        ),
        (
            "user: {path: u, unit: seconds}",
            "map.yaml:8: fields.user.unit does not belong here; only time, cost, latency, "
                + "time_to_first_token have a unit"
        ),
        (
            "cost: {path: c, unit: EUR}",
            "map.yaml:8: fields.cost.unit is \"EUR\"; expected one of USD, cents, micros"
        ),
        (
            "team: {path: t, constant: search}",
            "map.yaml:8: fields.team.path can't stand beside constant; give one of them"
        ),
        (
            "cost: {constant: 1}",
            "map.yaml:8: fields.cost.constant is the same for all records, which cost can't be"
        ),
        (
            "message_count: {constant: -1}",
            "map.yaml:8: fields.message_count.constant is \"-1\"; expected a whole number from 0 to "
                + "281474976710655"
        ),
        (
            "team: {unit: seconds}",
            "map.yaml:8: fields.team does not say where the value stands; expected path or constant"
        ),
        ("team: [a]", "map.yaml:8: fields.team is a list; expected a text"),
        ("team: \"\"", "map.yaml:8: fields.team is empty; expected a name"),
        (
            "team: a..b",
            "map.yaml:8: fields.team is \"a..b\"; expected keys with one dot between two, such as "
                + "usage.input"
        ),
        (
            "team: a\\b",
            "map.yaml:8: fields.team has a backslash that stands before neither a dot nor another one"
        ),
        (
            "team: {column: t}",
            "map.yaml:8: fields.team.column is for csv; in jsonl say where the value stands with path"
        ),
        (
            "user: {path: u, equals: x}",
            "map.yaml:8: fields.user.equals does not belong here; only failed is told by texts"
        ),
        (
            "failed: {path: u, equals: []}",
            "map.yaml:8: fields.failed.equals is empty; expected the texts that mean failure"
        ),
        (
            "messages: m\nsystem: s",
            "map.yaml:9: fields.system is told by messages too; give one of them"
        ),
        (
            "cache_write_1h_tokens: w",
            "map.yaml:8: fields.cache_write_1h_tokens is a part of cache_write_tokens; say where "
                + "those stand"
        ),
        (
            "team: {pth: t}",
            "map.yaml:8: fields.team.pth is not a known key; expected one of path, column, constant, unit, equals; did you mean \"path\"?"
        ),
    ]

    @Test("fields that make no sense", arguments: fields)
    func field(lines: String, message: String) {
        expect(Mapped.text(fields: lines), message)
    }

    @Test("a field that is not known, with the near one")
    func unknownField() throws {
        do {
            _ = try Mapped.mapping(Mapped.text(fields: "modle: m"))
            Issue.record("accepted")
        } catch let error as DocumentError {
            let text = error.description
            #expect(
                text.hasPrefix(
                    "map.yaml:8: fields.modle is not a known key; expected one of time, "))
            #expect(text.hasSuffix("; did you mean \"model\"?"))
        }
    }

    @Test(
        "required fields",
        arguments: [
            ("time: at", "map.yaml:4: fields has no value for \"time\", which is required"),
            (
                "prompt_tokens: in",
                "map.yaml:4: fields has no value for \"prompt_tokens\", which is required"
            ),
            (
                "completion_tokens: out",
                "map.yaml:4: fields has no value for \"completion_tokens\", which is required"
            ),
            (
                "model: model",
                "map.yaml:4: fields has no value for \"model\"; say where it stands, or none for a "
                    + "log without it, which --assume model=… then supplies"
            ),
        ] as [(String, String)])
    func required(line: String, message: String) {
        expect(Mapped.text().replacing("  \(line)\n", with: ""), message)
    }

    @Test(
        "the rest of the file",
        arguments: [
            (
                "delimiter: \";\"",
                "map.yaml:8: delimiter does not belong here; only csv has a delimiter"
            ),
            (
                "prompt_tokens_include: [cached]",
                "map.yaml:8: prompt_tokens_include[0] is \"cached\"; expected cached_tokens or "
                    + "cache_write_tokens"
            ),
            (
                "completion_tokens_include: [cached_tokens]",
                "map.yaml:8: completion_tokens_include[0] is \"cached_tokens\"; expected "
                    + "reasoning_tokens"
            ),
            ("version: 2", "map.yaml:8: version is 2; this tollgate reads version 1"),
            (
                "tags:\n  env: {unit: x}",
                "map.yaml:9: tags.env does not say where the value stands; expected path or constant"
            ),
            ("tags: env", "map.yaml:8: tags is \"env\"; expected a mapping of keys to values"),
        ] as [(String, String)])
    func rest(lines: String, message: String) {
        expect(Mapped.text(rest: lines), message)
    }

    @Test(
        "files for CSV",
        arguments: [
            (
                "team: {path: t}", "",
                "map.yaml:8: fields.team.path leads into a column; name the column too, with column"
            ),
            (
                "", "delimiter: \"::\"",
                "map.yaml:8: delimiter is \"::\"; expected one character such as \";\" or \"\\t\""
            ),
            (
                "", "delimiter: '\"'",
                "map.yaml:8: delimiter is \"\"\"; expected one character such as \";\" or \"\\t\""
            ),
        ] as [(String, String, String)])
    func csv(fields: String, rest: String, message: String) {
        expect(Mapped.text("csv", fields: fields, rest: rest), message)
    }

    @Test("the format is one of two")
    func format() {
        expect(Mapped.text("xml"), "map.yaml:2: format is \"xml\"; expected csv or jsonl")
    }

    private func expect(
        _ text: String, _ message: String, at location: SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try Mapped.mapping(text)
            Issue.record("accepted", sourceLocation: location)
        } catch {
            #expect("\(error)" == message, sourceLocation: location)
        }
    }

    private static let log = "at;Model;in;out\n2026-01-05T08:15:30Z;gpt-4.1;100;50\n"

    @Test("a column that the header lacks is named with line and key path")
    func missingColumn() async throws {
        let options = try Mapped.options("csv", rest: "delimiter: \";\"")
        #expect(
            try await Reading.fault(of: Self.log, .everything, options)
                == "map.yaml:5: fields.model names the column \"model\", which is not in the header "
                + "of log; expected one of at, Model, in, out; did you mean \"Model\"?")
    }

    @Test("a header in one piece may have another delimiter")
    func wrongDelimiter() async throws {
        #expect(
            try await Reading.fault(of: Self.log, .everything, Mapped.options("csv"))
                == "map.yaml:4: fields.time names the column \"at\", which is not in the header of "
                + "log; expected one of at;Model;in;out; a header of one column may have another "
                + "delimiter")
    }

    @Test("a column that stands twice can't be told apart")
    func doubledColumn() async throws {
        let log = "at,model,in,in,out\n"
        #expect(
            try await Reading.fault(of: log, .everything, Mapped.options("csv"))
                == "map.yaml:6: fields.prompt_tokens names the column \"in\", which stands twice in "
                + "the header of log; expected one of at, model, in, in, out")
    }

    @Test("without a mapping the format says nothing", arguments: [LogFormat.csv, .jsonl])
    func noMapping(format: LogFormat) async throws {
        let options = ReadingOptions { $0.format = format }
        #expect(
            try await Reading.fault(of: Self.log, .everything, options)
                == "log: \(format) is read through a mapping; give one with --mapping, see "
                + "'tollgate formats \(format)'")
    }
}

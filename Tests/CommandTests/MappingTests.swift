import Foundation
import Logs
import Testing

/// Logs of no known format, by the command.
@Suite struct MappingTests {
    @Test("the examples on the formats' pages work", arguments: [LogFormat.csv, .jsonl])
    func example(format: LogFormat) async throws {
        let example = try #require(format.guide.example)
        let page = try await TollgateProcess.run(["formats", format.rawValue])
        #expect(page.output.contains("tollgate \(example.arguments)\n"))
        try await Repository.withTemporaryFolder { folder in
            for file in example.files {
                #expect(page.output.contains("\(file.name)\n"))
                try folder.write(file.text + "\n", to: file.name)
            }
            let arguments = try Words.split(example.arguments) + ["--format", "json"]
            let outcome = try await TollgateProcess.run(arguments, in: folder)
            #expect(outcome.errors == "")
            #expect(outcome.exitCode == 0)
            // 800 fresh tokens at $2, 200 from a cache at $0.50, 245 of output at $8 per million.
            #expect(outcome.output.contains(#""total" : "0.00366""#))
            #expect(outcome.output.contains(#""failed" : 1"#))
            #expect(outcome.output.contains(#""total" : "0.0037""#))
        }
    }

    private static let mapping = """
        mapping: mine
        format: csv
        fields:
          time: at
          model: modell
          prompt_tokens: in
          completion_tokens: out

        """

    @Test(
        "what goes wrong is one line",
        arguments: [
            (
                ["--mapping", "m.yaml"], 2,
                "tollgate: m.yaml:5: fields.model names the column \"modell\", which is not in the header of log.csv; expected one of at, model, in, out; did you mean \"model\"?\n"
            ),
            (
                ["--mapping", "m.yaml", "--input-format", "jsonl"], 2,
                "tollgate: m.yaml: the mapping is for csv, not for the --input-format jsonl; leave "
                    + "that out\n"
            ),
            (
                ["--mapping", "none.yaml"], 2, "tollgate: none.yaml: no such file; check the path\n"
            ),
            (
                ["--mapping", "m.yaml", "--input-format", "native"], 64,
                "Error: --input-format native has fields of its own; leave out --mapping\n"
            ),
            (
                ["--input-format", "csv"], 64,
                "Error: --input-format csv is read through a mapping; give one with --mapping, see "
                    + "'tollgate formats csv'\n"
            ),
            (
                ["--mapping", "m.yaml", "--out", "m.yaml"], 2,
                "tollgate: m.yaml: "
            ),
        ] as [([String], Int32, String)])
    func mistakes(options: [String], exitCode: Int32, message: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.mapping, to: "m.yaml")
            try folder.write("at,model,in,out\n", to: "log.csv")
            let outcome = try await TollgateProcess.run(
                ["replay", "log.csv"] + options, in: folder)
            #expect(outcome.exitCode == exitCode)
            #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
            let mapping = folder.appending(path: "m.yaml")
            #expect(try String(contentsOf: mapping, encoding: .utf8) == Self.mapping)
        }
    }
}

import Calls
import Documents
import Logs

/// Mappings as text.
enum Mapped {
    /// A mapping file in which the lines of `fields` are the required ones and more.
    static func text(
        _ format: String = "jsonl", fields: String = "", rest: String = ""
    ) -> String {
        """
        mapping: mine
        format: \(format)
        fields:
          time: at
          model: model
          prompt_tokens: in
          completion_tokens: out
        """
            + fields.split(separator: "\n").map { "\n  \($0)" }.joined() + "\n" + rest
    }

    static func mapping(_ text: String) throws -> LogMapping {
        try LogMapping(Document(text: text, name: "map.yaml"))
    }

    /// Options with such a mapping.
    static func options(
        _ format: String = "jsonl", fields: String = "", rest: String = "", skips: Bool = false
    ) throws -> ReadingOptions {
        try ReadingOptions { options in
            options.mapping = try mapping(text(format, fields: fields, rest: rest))
            options.skipsBadLines = skips
        }
    }

    /// A line of the log with some members more.
    static func line(_ more: String = "") -> String {
        #"{"at":"2026-01-05T08:15:30Z","model":"gpt-4.1","in":100,"out":50"#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    /// The one record of a log.
    static func row(
        _ line: String, fields: String = "", rest: String = "", _ demand: Demand = .everything
    ) async throws -> Row? {
        try await Reading.of(line, demand, options(fields: fields, rest: rest)).rows.first
    }
}

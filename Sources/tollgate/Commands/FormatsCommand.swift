import ArgumentParser
import Console
import Logs
import Reports

/// The log formats that can be read.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "The log formats that can be read, with their fields and traps.")

    @Argument(help: "A format, for its page; without it all are listed.")
    var format: LogFormat?

    func run() throws {
        if let format {
            try StandardOutput.write(Self.page(format))
        } else {
            try StandardOutput.write(
                Self.list() + "\nSee 'tollgate formats NAME' for a format's fields and traps.\n")
        }
    }

    private static func list() -> String {
        LogFormat.allCases.map { format in
            let guide = format.guide
            let fields = guide.fields.map(\.name).joined(separator: ", ")
            return """
                \(format.rawValue): \(guide.summary)
                  cached tokens: \(guide.cachedTokens)
                  fields: \(fields)

                """
        }.joined(separator: "\n")
    }

    private static func page(_ format: LogFormat) -> String {
        let guide = format.guide
        let table = Table(
            of: guide.fields,
            [.text("field") { Phrase($0.name) }, .text("read from") { Phrase($0.source) }])
        let traps = guide.traps.map { "- \($0)" }.joined(separator: "\n")
        return """
            \(format.rawValue): \(guide.summary)
            Told by: \(guide.detection).
            Cached tokens: \(guide.cachedTokens).

            \(table.text())
            What to know:
            \(traps)
            \(guide.example.map(text) ?? "")
            """
    }

    private static func text(_ example: FormatGuide.Example) -> String {
        let files = example.files.map { file in
            let lines = file.text.split(separator: "\n").map { "  \($0)\n" }.joined()
            return "\(file.name)\n\(lines)\n"
        }
        return "\nExample:\n\(files.joined())tollgate \(example.arguments)\n"
    }
}

import ArgumentParser
import Calls
import Console
import Logs
import Pricing
import Replay
import Routing
import Store

/// Keeps the calls of logs in a store.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Keeps the calls of logs in a store, which answers in milliseconds.",
        discussion: """
            A SOURCE is a log file, a glob or a folder. Each file is kept whole or not at all. A \
            log that is there already is left alone, whatever its name; of one that has grown the \
            new whole lines are taken, and a last line without an end waits for the next time. An \
            older copy of a log is recognised as long as the log lies where it was. A packed log \
            is read again when it has grown.

            Logs of a format whose calls may lie in several files (claude-code, openai-batch, \
            otlp) are taken together, all that are given or none of them, and read again together \
            when any has grown; so give all of them each time.

            Of records with the same id the first in the dataset stays, which takes some 20 bytes \
            of memory a record; records without an id can't be told and all stay. Texts of \
            messages are not kept, unless --keep-text asks for it.

            Example: tollgate ingest logs/ --store store.db --policy tutorial
            """)

    /// What to do with a log that has another content than the one kept under its name.
    enum Changed: String, CaseIterable, ExpressibleByArgument {
        case refuse, add, replace
    }

    @Argument(help: ArgumentHelp("Log files, globs or folders.", valueName: "source"))
    var sources: [String]

    @Option(
        help: ArgumentHelp("The store; it is made where there is none.", valueName: "file"))
    var store: String

    @Option(help: ArgumentHelp("The dataset that takes the calls.", valueName: "name"))
    var dataset = DatasetName.usual

    @Option(
        help: ArgumentHelp(
            "Records whether the system message and the last one contain a text. Repeatable.",
            discussion: "A policy that looks for it can then be replayed.", valueName: "text"))
    var match: [String] = []

    @Option(
        help: ArgumentHelp(
            "Records all texts and tags that a policy looks for. Repeatable.",
            valueName: "name|file"))
    var policy: [String] = []

    @Flag(help: "Keeps the full texts of system and last messages, for policies to come.")
    var keepText = false

    @Option(
        help: ArgumentHelp(
            "Keeps an attribute of otlp records as a tag. Repeatable.",
            discussion: "Of other formats all tags are kept.", valueName: "key"))
    var tag: [String] = []

    @Flag(help: "Keeps records whose id the dataset has already.")
    var keepDuplicates = false

    @Flag(
        help: ArgumentHelp(
            "Takes logs of a format that joins records over files each by itself.",
            discussion: "It is for logs that are complete in themselves."))
    var apart = false

    @Option(
        help: ArgumentHelp(
            "What to do with a log whose content is not the one kept under its name.",
            discussion: """
                refuse ends the run; add takes it beside what is kept (a log that was rotated); \
                replace puts it in place of that (a log that was corrected). The same goes for \
                logs that are taken together, where some that were taken with them are not given.
                """, valueName: "what"))
    var changed = Changed.refuse

    @OptionGroup(title: "Reading")
    var log: LogOptions

    @Option(help: ArgumentHelp("How the result is written: text or json.", valueName: "form"))
    var format = ListingFormat.text

    @Flag(help: "No progress bar.")
    var quiet = false

    func validate() throws {
        if let argument = log.assume.first(where: ReplayAssumptions.covers) {
            throw ValidationError(
                "--assume \(argument) is about the costs of moves, which a store does not keep; "
                    + "give it to 'tollgate replay'")
        }
        guard !dataset.isEmpty, !dataset.contains("#") else {
            throw ValidationError("--dataset \(dataset): expected a name without '#'")
        }
        guard !match.contains("") else {
            throw ValidationError("--match: the text is empty; expected one to look for")
        }
        guard !tag.contains("") else {
            throw ValidationError("--tag: the key is empty; expected an attribute's name")
        }
        if try asUsage({ try Assumptions(log.assume).estimatesPrompts }) {
            throw ValidationError(
                "--assume prompt_tokens: a store keeps what was counted and no estimate; assume it "
                    + "when the log itself is replayed, or leave such calls out with --where")
        }
        if sources.contains("-") {
            throw ValidationError(
                "ingest reads a log twice, which '-' does not allow; save it to a file")
        }
    }

    func run() async throws {
        let run = try IngestRun(self)
        do {
            try await run.takeAll()
        } catch {
            _ = run.close()
            throw error
        }
        if let left = run.close() { StandardError.write("tollgate: note: \(left)\n") }
        try run.finish()
    }

    /// What is to be kept of each call.
    func demand() throws -> IngestDemand {
        var demand = IngestDemand()
        let wanted = match.flatMap {
            [TextMatch(in: .system, text: $0), TextMatch(in: .last, text: $0)]
        }
        let features = try policy.map { try NamedFiles.policy($0).features }
        let probes = features.flatMap(\.probes)
        for text in wanted + probes.map(\.textMatch) where !demand.texts.contains(text) {
            demand.texts.append(text)
        }
        let tags = Set(tag.map(\.exact) + features.flatMap(\.names).compactMap(\.tag))
        demand.tags = tags.sorted()
        demand.keepsText = keepText
        demand.assumptions = log.assume
        demand.keepsDuplicates = keepDuplicates
        return demand
    }
}

extension TextProbe {
    /// The text as a demand on a log.
    fileprivate var textMatch: TextMatch {
        switch feature {
        case .system: TextMatch(in: .system, text: needle)
        case .content: TextMatch(in: .last, text: needle)
        }
    }
}

extension NameFeature {
    /// The key of a tag.
    fileprivate var tag: ExactText? { if case .tag(let key) = self { key } else { nil } }
}

public import Audit
public import Replay

/// The report of a replay for people, as text or Markdown.
public struct ReplayReport: Sendable {
    private let result: ReplayResult
    private let heading: String?
    private let notes: [String]
    private let nextSteps: [String]
    private let gates: [GateOutcome]

    /// A report.
    ///
    /// - Parameters:
    ///   - result: What the replay found.
    ///   - heading: The title; Markdown has one of its own where this is nil.
    ///   - notes: Sentences to add, in which names stand between backticks.
    ///   - nextSteps: Commands to try next.
    ///   - gates: What became of the gates.
    public init(
        _ result: ReplayResult, heading: String? = nil, notes: [String] = [],
        nextSteps: [String] = [], gates: [GateOutcome] = []
    ) {
        self.result = result
        self.heading = heading
        self.notes = notes
        self.nextSteps = nextSteps
        self.gates = gates
    }

    /// The report for a terminal or a text file.
    ///
    /// - Parameters:
    ///   - isColored: Whether headings stand out by escape sequences.
    ///   - width: The terminal's width; nil where there is none.
    /// - Returns: Lines, the last ended by a newline.
    public func text(isColored: Bool, width: Int? = nil) -> String {
        document(defaultTitle: nil).text(isColored: isColored, width: width)
    }

    /// The report in GitHub's Markdown.
    public func markdown() -> String {
        document(defaultTitle: "What the traffic costs").markdown()
    }

    private func document(defaultTitle: Phrase?) -> ReportDocument {
        ReportDocument(
            title: heading.map { Phrase(markup: $0) } ?? defaultTitle,
            lead: Answer(result: result).sentences, sections: sections)
    }

    private var sections: [ReportDocument.Section] {
        [
            ReportDocument.Section(
                title: "Gates", blocks: [.list(gates.flatMap { GateSentences($0).phrases })])
        ] + CostSections(result: result).all + GroupSections(result: result).all
            + RequestSection(result: result).all
            + LatencySection(result: result).all + TrafficSections(result: result).all
            + [
                ReportDocument.Section(
                    title: "Notes", blocks: [.list(notes.map { Phrase(markup: $0) })]),
                ReportDocument.Section(title: "Next steps", blocks: [.commands(nextSteps)]),
            ]
    }
}

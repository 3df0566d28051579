public import Audit
public import Replay

/// The report of a replay for people.
public struct ReplayReport: PrintedReport, Sendable {
    private let result: ReplayResult
    private let heading: String?
    private let notes: [String]
    private let nextSteps: [String]
    private let gates: [GateOutcome]
    private let charts: ReplayCharts
    private let files: [ReportLink]
    private let missingFiles: [String]

    /// A report.
    ///
    /// - Parameters:
    ///   - result: What the replay found.
    ///   - heading: The title; where this is nil, text has none and the others one of their own.
    ///   - notes: Sentences to add, in which names stand between backticks.
    ///   - nextSteps: Commands to try next.
    ///   - gates: What became of the gates.
    ///   - timeline: Groups by a time and the model, for a chart of them.
    ///   - files: What else was written of the result.
    ///   - missingFiles: What was not written, and why, in sentences.
    public init(
        _ result: ReplayResult, heading: String? = nil, notes: [String] = [],
        nextSteps: [String] = [], gates: [GateOutcome] = [], timeline: [GroupOutcome] = [],
        files: [ReportLink] = [], missingFiles: [String] = []
    ) {
        self.result = result
        self.heading = heading
        self.notes = notes
        self.nextSteps = nextSteps
        self.gates = gates
        (self.files, self.missingFiles) = (files, missingFiles)
        charts = ReplayCharts(result: result, timeline: timeline)
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: heading.map { Phrase(markup: $0) } ?? "What the traffic costs",
            hasTitleInText: heading != nil, lead: Answer(result: result).sentences,
            highlights: charts.highlights, sections: sections)
    }

    private var sections: [ReportDocument.Section] {
        [
            ReportDocument.Section(
                title: "Files",
                blocks: [.links(files), .list(missingFiles.map { Phrase($0) })])
        ] + charts.all + [
            ReportDocument.Section(
                title: "Gates", blocks: [.list(gates.flatMap { GateSentences($0).phrases })])
        ] + CostSections(result: result).all + GroupSections(result: result).all
            + ExpectedLatencySection(result: result).all + RequestSection(result: result).all
            + LatencySection(result: result).all + TrafficSections(result: result).all
            + [
                ReportDocument.Section(
                    title: "Notes", blocks: [.list(notes.map { Phrase(markup: $0) })]),
                ReportDocument.Section(title: "Next steps", blocks: [.commands(nextSteps)]),
            ]
    }
}

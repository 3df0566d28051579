public import Audit

/// The mixes that give a bill, for people.
public struct MixReport: PrintedReport, Sendable {
    private let sections: MixSections
    private let heading: String

    /// A report.
    ///
    /// - Parameters:
    ///   - question: What was asked.
    ///   - answer: What was found.
    ///   - heading: The title, in which names stand between backticks.
    public init(_ question: MixQuestion, _ answer: MixAnswer, heading: String) {
        sections = MixSections(question: question, answer: answer)
        self.heading = heading
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: Phrase(markup: heading), lead: [],
            sections: [ReportDocument.Section(title: "Mixes", blocks: sections.blocks)])
    }
}

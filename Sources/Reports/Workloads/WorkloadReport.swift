public import Workloads

/// What was generated, and how close it came to what it is to be like, for people.
public struct WorkloadReport: PrintedReport, Sendable {
    private let outcome: WorkloadOutcome

    /// A report.
    public init(_ outcome: WorkloadOutcome) { self.outcome = outcome }

    /// What the report says: differences are those from the figures aimed at, so these stand there
    /// too, at any scale.
    public var document: ReportDocument {
        ReportDocument(
            title: "Workload", hasTitleInText: false, lead: [lead],
            sections: [
                ReportDocument.Section(
                    title: outcome.fit == nil ? "As measured" : "How close it came",
                    blocks: [.table(table), .list(notes)])
            ])
    }

    private var lead: Phrase {
        let requests = Numbers.counted(outcome.requests, "request")
        return """
            \(requests) in \(name: outcome.file), seed \(outcome.seed); measured by reading the file \
            back.
            """
    }

    private var table: Table {
        Table(of: outcome.closeness.measures, fields)
    }

    private var fields: [TableField<Closeness.Measure>] {
        let title = TableField<Closeness.Measure>.text("measure") { Phrase($0.title) }
        let generated = Self.number("generated") { $0.generated }
        guard outcome.fit != nil else { return [title, generated] }
        return [
            title, Self.number("log") { $0.log }, Self.number("aimed at") { $0.aim }, generated,
            TableField("difference", .count) { measure in
                measure.difference.map { .text(Phrase(Self.percent($0))) } ?? .none
            },
        ]
    }

    private static func number(
        _ title: Phrase, _ value: @escaping (Closeness.Measure) -> Double?
    ) -> TableField<Closeness.Measure> {
        TableField(title, .count) { measure in
            value(measure).map {
                .text(Phrase(Numbers.fixed($0, decimals: measure.decimals)))
            } ?? .none
        }
    }

    private static func percent(_ part: Double) -> String {
        let text = Numbers.fixed(part * 100, decimals: 1)
        return (part > 0 && text != "0.0" ? "+" : "") + text + " %"
    }

    private var notes: [Phrase] { outcome.notes.map { Phrase($0) } }
}

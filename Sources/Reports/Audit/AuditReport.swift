public import Audit

/// The report of an audit for people, as text or Markdown.
public struct AuditReport: PrintedReport, Sendable {
    private let result: AuditResult
    private let measuredOn: [String]

    /// A report.
    ///
    /// - Parameters:
    ///   - result: The verdicts.
    ///   - measuredOn: Sentences on the logs that were measured, and what that rests on.
    public init(_ result: AuditResult, measuredOn: [String] = []) {
        (self.result, self.measuredOn) = (result, measuredOn)
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Claims of \(name: result.name), recomputed",
            lead: [lead], highlights: highlights, sections: [overview] + claims + [provenance])
    }

    private var lead: Phrase {
        let counts = [Verdict.wrong, .holds, .undecidable].map { verdict in
            "\(result.count(verdict)) \(verdict.words(result.count(verdict)))"
        }
        return Phrase(
            "Of \(Numbers.counted(UInt64(result.claims.count), "claim")), "
                + counts.joined(separator: ", ") + ".")
    }

    private var highlights: [ReportDocument.Highlight] {
        let claims = Numbers.counted(UInt64(result.claims.count), "claim")
        return [(Verdict.wrong, "Wrong"), (.holds, "Hold"), (.undecidable, "Can't be decided")].map
        {
            ReportDocument.Highlight(
                label: Phrase($0.1), value: "\(result.count($0.0))", note: Phrase("of \(claims)"))
        }
    }

    private var overview: ReportDocument.Section {
        let rows = Array(result.claims.enumerated())
        return ReportDocument.Section(
            title: "Verdicts",
            blocks: [
                .table(
                    Table(
                        of: rows,
                        [
                            .count("no") { UInt64($0.offset + 1) },
                            .text("verdict") { Phrase($0.element.verdict.rawValue) },
                            .name("claim") { $0.element.text },
                        ]))
            ])
    }

    private var claims: [ReportDocument.Section] {
        result.claims.enumerated().map { ClaimSection(number: $0 + 1, claim: $1).section }
    }

    private var provenance: ReportDocument.Section {
        let tables = result.prices.map { table in
            "price table \(name: table.name), SHA-256 \(table.sha256)" as Phrase
        }
        let note = result.note.map { [Phrase($0)] } ?? []
        return ReportDocument.Section(
            title: "Rests on",
            blocks: [
                .list(
                    note + ["file of claims \(name: result.name), SHA-256 \(result.sha256)"]
                        + tables + measuredOn.map { Phrase(markup: $0) } + [
                            "a claimed number holds where the exact one rounds to its last digit",
                            """
                            values known within bounds are tried at both ends and at 15 points \
                            between
                            """,
                        ])
            ])
    }
}

extension Verdict {
    fileprivate func words(_ count: Int) -> String {
        switch self {
        case .holds: count == 1 ? "holds" : "hold"
        case .wrong: count == 1 ? "is wrong" : "are wrong"
        case .undecidable: "can't be decided"
        }
    }
}

import Capacity
import Limits

/// How far figures lie apart over several seeds, as a table.
struct CapacitySpread {
    let spreads: [SeedSpread]

    init(_ outcome: CapacityOutcome) { spreads = outcome.spreads }

    var section: ReportDocument.Section {
        let holds: [TableField<SeedSpread>] =
            spreads.contains { $0.holding != nil }
            ? [.text("holds in") { Phrase("\($0.holding ?? 0) of \($0.runs)") }] : []
        let ends = [
            span("least P95", \.lowerBound), span("most P95", \.upperBound),
            share("least rejected", \.lowerBound), share("most rejected", \.upperBound),
        ]
        let table = Table(
            of: spreads,
            [.name("scenario") { $0.scenario.name }, .count("seeds") { UInt64($0.runs) }]
                + holds + ends)
        return ReportDocument.Section(title: "Over several seeds", blocks: [.table(table)])
    }

    private func span(
        _ title: Phrase, _ end: @escaping (ClosedRange<Int64>) -> Int64
    ) -> TableField<SeedSpread> {
        TableField(title, .count) { row in
            row.latencyP95.map { .text(Phrase(SpanText.brief(TimeSpan(nanoseconds: end($0))))) }
                ?? .none
        }
    }

    private func share(
        _ title: Phrase, _ end: @escaping (ClosedRange<Double>) -> Double
    ) -> TableField<SeedSpread> {
        TableField(title, .count) {
            .text(Phrase("\(Numbers.fixed(end($0.rejected) * 100, decimals: 3)) %"))
        }
    }
}

import Capacity

/// Formulas of queueing theory beside the simulation, with a warning where they are wrong.
struct CapacityFormulas {
    let checks: [ClosedFormCheck]

    init(_ outcome: CapacityOutcome) { checks = outcome.closedForms }

    private struct Row {
        let check: ClosedFormCheck
        let measure: ClosedFormCheck.Measure?
    }

    var section: ReportDocument.Section {
        let rows = checks.flatMap { check in
            check.measures.isEmpty
                ? [Row(check: check, measure: nil)]
                : check.measures.map { Row(check: check, measure: $0) }
        }
        let table = Table(
            of: rows,
            [
                .name("deployment") { $0.check.deployment },
                .text("formula") { Phrase($0.check.formula) },
                TableField("load / servers", .count) {
                    .text(
                        "\(Numbers.fixed($0.check.offeredLoad, decimals: 2)) / \($0.check.servers)")
                },
                .text("measure") { Phrase($0.measure?.name ?? "–") },
                TableField("formula says", .count) { Self.cell($0.measure, $0.measure?.closed) },
                TableField("simulation shows", .count) {
                    Self.cell($0.measure, $0.measure?.simulated)
                },
            ])
        return ReportDocument.Section(
            title: "Formulas beside the simulation", blocks: [.table(table)] + warnings)
    }

    private static func cell(
        _ measure: ClosedFormCheck.Measure?, _ value: Double?
    ) -> Table.Cell {
        guard let measure, let value else { return .none }
        return .text(
            Phrase(
                measure.isShare
                    ? "\(Numbers.fixed(value * 100, decimals: 2)) %"
                    : SpanText.brief(seconds: value)))
    }

    /// How unevenly arrivals come, in numbers that are 1 for random ones.
    static func unevenness(_ check: ClosedFormCheck) -> String {
        let numbers = [check.arrivalVariation, check.dispersion].map {
            $0.map { Numbers.fixed($0, decimals: 1) } ?? "–"
        }
        return
            "the gaps between them vary by \(numbers[0]), their counts in 10 s by \(numbers[1]), "
            + "where random ones do by 1"
    }

    /// How much service times vary, where the formula supposes something of it.
    private static func service(_ check: ClosedFormCheck) -> String {
        guard let supposed = check.supposedVariation, let fits = check.fitsService else {
            return ""
        }
        let numbers = [check.serviceVariation, supposed].map { Numbers.fixed($0, decimals: 1) }
        return "; service times vary by \(numbers[0]), and the formula supposes \(numbers[1])"
            + (fits ? "" : ": do not trust its waits")
    }

    private var warnings: [ReportDocument.Block] {
        guard !checks.isEmpty else { return [] }
        let sentences = checks.map { check -> Phrase in
            let owner: Phrase = "\(name: check.deployment): \(Self.unevenness(check))"
            let service = Self.service(check)
            switch check.isBursty {
            case true?:
                return "\(owner): arrivals come in bursts, do not trust the formula\(service)"
            case false? where check.isRegular == true:
                return """
                    \(owner): arrivals are more even than random ones, so the formula shows more \
                    waiting than there is\(service)
                    """
            case false?: return "\(owner): as random arrivals may\(service)"
            case nil:
                return "\(owner): too few arrivals to tell whether they are random\(service)"
            }
        }
        return [
            .paragraph(
                """
                The formulas suppose arrivals at random and a steady rate. M/M/c and M/M/c/K also \
                suppose exponential service times, which vary by 1 (standard deviation in means), \
                M/D/1 constant ones; the others take any.
                """),
            .list(sentences),
        ]
    }
}

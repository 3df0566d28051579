import Audit

/// A claim and what became of it.
struct ClaimSection {
    let number: Int
    let claim: ClaimOutcome

    var section: ReportDocument.Section {
        ReportDocument.Section(
            title: "\(number). \(claim.verdict.rawValue): \(name: claim.text)",
            blocks: [
                .list(claim.provided.map { "provided: \(name: $0)" }),
                .table(checks),
                .list(claim.checks.flatMap(remarks)),
                .list(claim.exhibits.map { "\(name: $0.label): \($0.value)" }),
            ] + mix + systems)
    }

    private var checks: Table {
        Table(
            of: claim.checks,
            [
                .text("verdict") { Phrase($0.verdict.rawValue) },
                .name("claimed") { $0.statement }, .name("prices") { $0.prices },
                .text("computed") { $0.computed.map { Phrase($0) } ?? "–" },
                .text("off by") { $0.difference.map { Phrase($0) } ?? "" },
            ])
    }

    private func remarks(on check: CheckOutcome) -> [Phrase] {
        let causes = check.causes.map { "likely cause: \($0)" }
        let missing = check.missing.map { "to decide it, needed: \($0)" }
        guard claim.checks.count > 1 else { return (causes + missing).map { Phrase($0) } }
        return (causes + missing).map { "\(name: check.statement): \($0)" }
    }

    private var mix: [ReportDocument.Block] {
        claim.mix.map { MixSections(question: $0.question, answer: $0.answer).blocks } ?? []
    }

    private var systems: [ReportDocument.Block] {
        guard let systems = claim.systems else { return [] }
        guard !systems.isEmpty else {
            return [.paragraph("No M/M/c system of 1, 2, 4 or 8 servers shows these latencies.")]
        }
        func number(
            _ title: Phrase, _ value: @escaping (SystemFinding) -> Double
        ) -> TableField<SystemFinding> {
            TableField(title, .count) { .text(Phrase(Numbers.fixed(value($0), decimals: 2))) }
        }
        let table = Table(
            of: systems,
            [
                number("spike ×", \.multiplier), .count("servers") { UInt64($0.servers) },
                number("service time", \.serviceTime),
                number("busy at base %") { $0.busyAtBase * 100 },
                number("in spike %") { $0.busyInSpike * 100 },
                number("saturates at ×", \.saturation),
            ])
        return [
            .table(table),
            .paragraph(
                """
                Each of these systems (M/M/c, estimates) shows both latencies, and each saturates \
                elsewhere; a third measurement at another load would tell them apart. From 16 \
                servers on a call at base load hardly waits, so that two latencies do not show \
                their number.
                """),
        ]
    }
}

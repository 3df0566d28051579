import Pricing
import Replay

/// What the policies' fallback chains did: a section each.
struct FallbackSections {
    let result: ReplayResult

    var all: [ReportDocument.Section] {
        result.policies.compactMap { policy in policy.fallback.map { section(policy.name, $0) } }
    }

    private func section(_ policy: String, _ outcome: FallbackOutcome) -> ReportDocument.Section {
        let operations = Numbers.counted(outcome.operations, "operation")
        let retries = Numbers.counted(outcome.retries, "request")
        let left = Numbers.counted(outcome.exhausted, "request")
        let sentence: Phrase =
            "\(operations) went on after a failed attempt, with \(retries); the chain sent "
            + "\(Numbers.grouped(outcome.moved)) of them to another model than the rules would."
        let exhausted: Phrase =
            "\(left) found no model that had not failed, and stayed at the one that failed last."
        return ReportDocument.Section(
            title: "Fallback, policy \(name: policy)",
            blocks: [.paragraph(sentence)]
                + (outcome.exhausted > 0 ? [.paragraph(exhausted)] : []))
    }
}

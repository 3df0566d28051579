import Pricing
import Replay

/// The dearest requests by name.
struct RequestSection {
    let result: ReplayResult

    var all: [ReportDocument.Section] {
        guard let requests = result.dearestRequests else { return [] }
        return [
            ReportDocument.Section(title: "Dearest requests", blocks: [.table(table(requests))])
        ]
    }

    private func table(_ requests: [DearRequest]) -> Table {
        let currency = result.prices.currency
        return Table(
            of: requests,
            [
                .text("request") { $0.name.map { .name($0) } ?? "(none)" },
                .text("time") { Phrase($0.time.rfc3339) },
                .text("model") { $0.model.map { .name($0) } ?? "(none)" },
                .count("tokens") { $0.tokens },
                .cost("as requested", currency) { $0.asRequested },
            ]
                + result.policies.enumerated().map { index, policy in
                    .cost(policy.label, currency) { $0.policies[index].cost }
                })
    }
}

import Pricing
import Replay

extension ReplayCSV {
    /// One row a request and cost column.
    func requests() -> CSVWriter {
        var writer = CSVWriter(header: [
            "request", "time", "model", "tokens", "kind", "name", "currency", "cost",
        ])
        for request in result.dearestRequests ?? [] {
            let start: [Field] = [
                .optional(request.name), .text(request.time.rfc3339), .optional(request.model),
                .count(request.tokens),
            ]
            let asRequested = ColumnSummary.Kind.asRequested.rawValue
            writer.append(
                start + [.text(asRequested), .empty, currency, .optional(request.asRequested)])
            for (policy, cost) in zip(result.policies, request.policies.map(\.cost)) {
                writer.append(
                    start + [
                        .text(policy.kind.rawValue), .text(policy.name), currency, .optional(cost),
                    ])
            }
        }
        return writer
    }
}

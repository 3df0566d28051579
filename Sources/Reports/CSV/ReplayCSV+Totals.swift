import Pricing
import Replay

extension ReplayCSV {
    private struct Row {
        let kind: String
        let name: String?
        let total: CostTotal
        var comparison: Comparison?
    }

    func totals() -> CSVWriter {
        var writer = CSVWriter(header: [
            "kind", "name", "currency", "total", "requests_priced", "requests_unpriced",
            "saved_against_as_requested", "percent_saved", "requests_compared",
        ])
        for row in computed + [recorded, listPrices].compactMap({ $0 }) {
            let start: [Field] = [
                .text(row.kind), .optional(row.name), currency, .optional(row.total.amount),
                .count(row.total.priced), .count(row.total.unpriced),
            ]
            writer.append(start + fields(row.comparison))
        }
        return writer
    }

    private func fields(_ comparison: Comparison?) -> [Field] {
        guard let comparison else { return [.empty, .empty, .empty] }
        return [
            comparison.requests == 0 ? .empty : .optional(comparison.saved),
            comparison.percent.map { .number($0.description) } ?? .empty,
            .count(comparison.requests),
        ]
    }

    private var computed: [Row] {
        result.columns.map {
            Row(
                kind: $0.kind.rawValue, name: $0.name, total: $0.column.summary,
                comparison: $0.comparison)
        }
    }

    private var recorded: Row? {
        result.recordedTotal.map { Row(kind: "recorded", name: nil, total: $0) }
    }

    private var listPrices: Row? {
        result.listTotal.map { Row(kind: "list_prices", name: result.listPrices?.name, total: $0) }
    }
}

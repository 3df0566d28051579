import Pricing
import Replay

extension ReplayCSV {
    private struct Row {
        let kind: String
        let name: String?
        let total: CostTotal
        var comparison: Comparison?
        var range: MoneyRange?
        /// Against as requested.
        var saving: Saving?
    }

    func totals() -> CSVWriter {
        var writer = CSVWriter(
            header: [
                "kind", "name", "currency", "total", "requests_priced", "requests_unpriced",
                "saved_against_as_requested", "percent_saved", "requests_compared",
            ] + moveHeader)
        for row in computed + [recorded, listPrices].compactMap({ $0 }) {
            let start: [Field] = [
                .text(row.kind), .optional(row.name), currency, .optional(row.total.amount),
                .count(row.total.priced), .count(row.total.unpriced),
            ]
            writer.append(start + fields(row.comparison) + moveFields(row))
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
                comparison: $0.comparison, range: $0.column.range, saving: saving(of: $0))
        }
    }

    private func saving(of column: ColumnSummary) -> Saving? {
        guard column.kind == .policy else { return nil }
        return result.policies.first { $0.name == column.name }?.savingAgainstRequested
    }

    private var hasRanges: Bool { result.asRequested.range != nil }
    private var hasEaten: Bool {
        result.policies.contains { $0.savingAgainstRequested?.eatenByCache != nil }
    }

    /// Only runs with ranges of factors or lost caches have these.
    private var moveHeader: [String] {
        (hasRanges ? ["total_low", "total_high", "saved_low", "saved_high"] : [])
            + (hasEaten ? ["saved_eaten_by_cache"] : [])
    }

    private func moveFields(_ row: Row) -> [Field] {
        let saving = row.saving.flatMap { $0.comparedRequests == 0 ? nil : $0 }
        let range = row.total.amount == nil ? nil : row.range
        let ends = [range?.low, range?.high, saving?.range?.low, saving?.range?.high]
        return (hasRanges ? ends.map { .optional($0) } : [])
            + (hasEaten ? [.optional(saving?.eatenByCache)] : [])
    }

    private var recorded: Row? {
        result.recordedTotal.map { Row(kind: "recorded", name: nil, total: $0) }
    }

    private var listPrices: Row? {
        result.listTotal.map { Row(kind: "list_prices", name: result.listPrices?.name, total: $0) }
    }
}

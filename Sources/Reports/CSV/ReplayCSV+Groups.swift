import Pricing
import Replay

extension ReplayCSV {
    /// Each dimension of any grouping is a column; `grouping` says which of them a row is about.
    ///
    /// Where groups stand together, a last column says how many, and the row has no values.
    func groups() -> CSVWriter {
        var dimensions: [String] = []
        for name in result.groupings.flatMap(\.dimensions) where !dimensions.contains(name) {
            dimensions.append(name)
        }
        let isFolded = result.groups.contains { $0.folded != nil }
        var writer = CSVWriter(
            header: ["grouping"] + dimensions + [
                "kind", "name", "requests", "tokens", "currency", "cost", "requests_unpriced",
            ] + (isFolded ? ["other_groups"] : []))
        for grouping in result.groupings {
            let start = Field.text(grouping.dimensions.joined(separator: ","))
            for group in grouping.groups {
                let values = values(of: group, dimensions)
                for column in grouping.columns {
                    let folded: [Field] =
                        isFolded ? [group.folded.map { .count($0) } ?? .empty] : []
                    writer.append([start] + values + costs(of: group, column) + folded)
                }
            }
        }
        return writer
    }

    private func values(of group: GroupOutcome, _ dimensions: [String]) -> [Field] {
        dimensions.map { dimension in
            .optional(group.by.first { $0.dimension == dimension }?.value)
        }
    }

    private func costs(of group: GroupOutcome, _ column: GroupColumn) -> [Field] {
        let total = column.total(group)
        return [
            .text(column.kind.rawValue), .optional(column.name), .count(group.requests),
            .count(group.tokens), currency, .optional(total.amount), .count(total.unpriced),
        ]
    }
}

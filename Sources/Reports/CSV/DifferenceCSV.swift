public import Audit
import Finance
import Pricing

/// A comparison as CSV: one row a model, or a group where there are groups.
public struct DifferenceCSV: Sendable {
    private let difference: Difference

    /// The comparison as CSV.
    public init(_ difference: Difference) { self.difference = difference }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        (difference.groups.isEmpty ? models : groups).text(delimiter)
    }

    private static let numbers = [
        "requests_before", "requests_after", "unpriced_before", "unpriced_after", "cost_before",
        "cost_after", "difference", "currency",
    ]

    private var models: CSVWriter {
        var writer = CSVWriter(
            header: ["model"] + Self.numbers + ["price", "volume", "mix", "presence"])
        for model in difference.models {
            let effects = [model.effects?.price, model.effects?.volume, model.effects?.mix]
            writer.append(
                [.text(model.name)] + numbers(model.before, model.after, model.change)
                    + effects.map { .optional($0) } + [.text(model.presence.rawValue)])
        }
        return writer
    }

    /// Several groupings share the columns of all dimensions.
    private var groups: CSVWriter {
        let dimensions = difference.groups.flatMap { $0.by.map(\.dimension) }.reduce(
            into: [String]()
        ) { known, dimension in
            if !known.contains(dimension) { known.append(dimension) }
        }
        var writer = CSVWriter(header: dimensions + Self.numbers)
        for group in difference.groups {
            let names = dimensions.map { dimension -> CSVWriter.Field in
                .optional(group.by.first { $0.dimension == dimension }?.value)
            }
            writer.append(names + numbers(group.before, group.after, group.change))
        }
        return writer
    }

    private func numbers(
        _ before: Difference.Part, _ after: Difference.Part, _ change: Money?
    ) -> [CSVWriter.Field] {
        [
            .count(before.requests), .count(after.requests), .count(before.unpriced),
            .count(after.unpriced), .optional(before.knownCost), .optional(after.knownCost),
            .optional(change), .text(difference.currency.code),
        ]
    }
}

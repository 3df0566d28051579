public import Audit
public import Pricing

/// Two price tables compared as CSV: one row a rate, or a model's cost where there is a log.
public struct PriceDifferenceCSV: Sendable {
    private let prices: PriceDifference
    private let traffic: ComparedTraffic?

    /// The comparison as CSV.
    public init(_ prices: PriceDifference, traffic: Difference? = nil) {
        (self.prices, self.traffic) = (prices, traffic.map { ComparedTraffic($0) })
    }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        (traffic.map(costs) ?? rates).text(delimiter)
    }

    /// Models that one of the tables does not price have no difference.
    private func costs(_ traffic: ComparedTraffic) -> CSVWriter {
        var writer = CSVWriter(header: [
            "model", "requests", "unpriced_before", "unpriced_after", "cost_before", "cost_after",
            "difference", "currency",
        ])
        for (models, isCompared) in [(traffic.models, true), (traffic.others, false)] {
            for model in models {
                writer.append([
                    .text(model.name), .count(model.before.requests),
                    .count(model.before.unpriced), .count(model.after.unpriced),
                    .optional(model.before.knownCost), .optional(model.after.knownCost),
                    .optional(isCompared ? model.increase : nil), .text(traffic.currency.code),
                ])
            }
        }
        return writer
    }

    private var rates: CSVWriter {
        var writer = CSVWriter(header: [
            "kind", "model", "for", "rate", "before", "after", "percent", "suspected_factor",
            "currency",
        ])
        for change in prices.changed {
            writer.append([
                .text("changed"), .text(change.model), .text(change.scope), .text(change.rate),
                .optional(change.before?.amount(of: 1_000_000)),
                .optional(change.after?.amount(of: 1_000_000)),
                .number(change.percent?.description ?? ""),
                .number(change.suspectedFactor.map(String.init) ?? ""),
                .text(prices.currency.code),
            ])
        }
        for (kind, models) in [("added", prices.added), ("removed", prices.removed)] {
            for model in models {
                let empty = Array(repeating: CSVWriter.Field.text(""), count: 6)
                writer.append([.text(kind), .text(model)] + empty + [.text(prices.currency.code)])
            }
        }
        return writer
    }
}

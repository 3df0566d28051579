import Pricing
public import Replay

/// A part of a replay's result as tidy CSV: one header row, one observation a row.
///
/// What has no price has an empty cost beside the number of requests, never 0.
public struct ReplayCSV: Sendable {
    /// A part of a result.
    public enum Section: String, CaseIterable, Sendable {
        /// One row a cost column.
        case totals
        /// One row a cost column and model.
        case models
        /// One row a policy and rule.
        case rules
        /// One row a group and cost column.
        case groups
        /// One row a dear request and cost column.
        case requests
        /// One row a model and recorded span, or a cost column where a run was named.
        case latency
        /// One row a policy with a budget and month.
        case budget
        /// One row a policy whose fallback chain had something to do.
        case fallback
    }

    typealias Field = CSVWriter.Field

    let result: ReplayResult
    private let section: Section

    /// A part of a result.
    public init(_ result: ReplayResult, section: Section) {
        self.result = result
        self.section = section
    }

    /// The rows, each ended by CR and LF.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer: CSVWriter
        switch section {
        case .totals: writer = totals()
        case .models: writer = models()
        case .rules: writer = rules()
        case .groups: writer = groups()
        case .requests: writer = requests()
        case .latency: writer = result.latencyRun == nil ? latency() : expectedLatency()
        case .budget: writer = budget()
        case .fallback: writer = fallback()
        }
        return writer.text(delimiter)
    }

    var currency: Field { .text(result.prices.currency.code) }

    private func fallback() -> CSVWriter {
        var writer = CSVWriter(header: ["policy", "operations", "retries", "moved", "exhausted"])
        for policy in result.policies {
            guard let outcome = policy.fallback else { continue }
            writer.append([
                .text(policy.name), .count(outcome.operations), .count(outcome.retries),
                .count(outcome.moved), .count(outcome.exhausted),
            ])
        }
        return writer
    }

    private func rules() -> CSVWriter {
        var writer = CSVWriter(header: ["policy", "position", "rule", "requests"])
        for policy in result.policies {
            for (index, rule) in policy.rules.enumerated() {
                writer.append([
                    .text(policy.name), .count(UInt64(index + 1)), .text(rule.rule),
                    .count(rule.requests),
                ])
            }
        }
        return writer
    }

    private func models() -> CSVWriter {
        var writer = CSVWriter(header: [
            "kind", "name", "model", "requests", "tokens", "currency", "cost", "unpriced_reason",
        ])
        for column in result.columns {
            let start: [Field] = [.text(column.kind.rawValue), .optional(column.name)]
            for model in column.column.models {
                writer.append(
                    start + [
                        .optional(model.model), .count(model.requests), .count(model.tokens),
                        currency,
                        .optional(model.cost), .empty,
                    ])
            }
            for calls in column.column.unpriced {
                writer.append(
                    start + [
                        .optional(calls.model), .count(calls.requests), .count(calls.tokens),
                        currency, .empty, .text(calls.reason.description),
                    ])
            }
        }
        return writer
    }
}

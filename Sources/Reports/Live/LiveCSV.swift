import Limits
public import Live
import Pricing
import Upstream

/// What a live run measured as CSV.
public struct LiveCSV: Sendable {
    /// What the rows are.
    public enum Section: String, CaseIterable, Sendable {
        /// A measure of a model each, with its quantiles.
        case latency
        /// A model each, with its attempts and cost.
        case models
        /// A kind of failure at a model each.
        case errors
    }

    private let result: LiveResult
    private let section: Section

    /// The rows of a section.
    public init(_ result: LiveResult, section: Section) {
        (self.result, self.section) = (result, section)
    }

    /// Lines by RFC 4180, but for another delimiter where one is given.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        switch section {
        case .latency: latency.text(delimiter)
        case .models: models.text(delimiter)
        case .errors: errors.text(delimiter)
        }
    }

    private var outcomes: [ModelOutcome] { [result.all] + result.models }

    private var latency: CSVWriter {
        var writer = CSVWriter(header: [
            "model", "measure", "answers", "share", "value_s", "lower_s", "upper_s", "coverage",
            "needed",
        ])
        for outcome in outcomes {
            for measure in LiveMeasure.allCases {
                let summary = measure.summary(of: outcome)
                for quantile in summary.quantiles {
                    writer.append([
                        .optional(outcome.model), .text(measure.rawValue),
                        .count(UInt64(summary.count)),
                        .estimate(quantile.share, decimals: 2),
                        .number(SpanText.exact(nanoseconds: quantile.value.nanoseconds)),
                        Self.span(quantile.interval?.lower), Self.span(quantile.interval?.upper),
                        .estimate(quantile.interval?.coverage, decimals: 6),
                        .count(UInt64(quantile.needed)),
                    ])
                }
            }
        }
        return writer
    }

    private static func span(_ span: TimeSpan?) -> CSVWriter.Field {
        span.map { .number(SpanText.exact(nanoseconds: $0.nanoseconds)) } ?? .empty
    }

    private var models: CSVWriter {
        var writer = CSVWriter(header: [
            "model", "requests", "answered", "attempts", "retries", "fallbacks", "unknown_usage",
            "unpriced", "predicted", "cost", "currency",
        ])
        for outcome in outcomes {
            let counts = [
                outcome.requests, outcome.answered, outcome.attempts, outcome.retries,
                outcome.fallbacks, outcome.unknownUsage, outcome.unpriced,
            ]
            writer.append(
                [.optional(outcome.model)] + counts.map { .count(UInt64($0)) } + [
                    .number(outcome.predicted.description), .number(outcome.cost.description),
                    .text(result.currency.code),
                ])
        }
        return writer
    }

    private var errors: CSVWriter {
        var writer = CSVWriter(header: ["model", "error", "attempts", "requests"])
        for outcome in outcomes {
            for kind in UpstreamFailure.Kind.allCases {
                guard let attempts = outcome.errors.attempts[kind] else { continue }
                writer.append([
                    .optional(outcome.model), .text(kind.rawValue), .count(UInt64(attempts)),
                    .count(UInt64(outcome.errors.requests[kind] ?? 0)),
                ])
            }
        }
        return writer
    }
}

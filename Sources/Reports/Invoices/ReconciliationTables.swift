public import Audit
import Calls
import Pricing
import Replay

/// A reconciliation as CSV, one row a day and model.
public struct ReconciliationCSV: Sendable {
    private let reconciliation: Reconciliation

    /// The reconciliation as CSV.
    public init(_ reconciliation: Reconciliation) { self.reconciliation = reconciliation }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: [
            "day", "model", "requests", "requests_invoiced", "input_tokens",
            "input_tokens_invoiced", "cached_tokens", "cached_tokens_invoiced", "output_tokens",
            "output_tokens_invoiced", "computed", "unpriced_requests", "recorded", "invoiced",
            "difference", "currency",
        ])
        for line in reconciliation.lines {
            let (own, theirs) = (line.computed, line.invoiced)
            let count = { (number: UInt64?) -> CSVWriter.Field in
                number.map { .count($0) } ?? .empty
            }
            writer.append([
                .optional(line.day), .optional(line.model), count(own?.requests),
                count(theirs?.requests), count(own?.usage.totalInput), count(theirs?.inputTokens),
                count(own?.usage.cacheRead), count(theirs?.cachedTokens),
                count(own?.usage.output), count(theirs?.outputTokens), .optional(line.cost),
                count(own?.unpriced), .optional(line.recorded), .optional(theirs?.amount),
                .optional(line.difference), .text(reconciliation.currency.code),
            ])
        }
        return writer.text(delimiter)
    }
}

/// A reconciliation by the schema `tollgate.reconcile/1`.
public struct ReconciliationJSON: Sendable {
    private let reconciliation: Reconciliation

    /// The reconciliation as JSON.
    public init(_ reconciliation: Reconciliation) { self.reconciliation = reconciliation }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.reconcile/1"),
            "currency": .string(reconciliation.currency.code),
            "invoice": .string(reconciliation.kind),
            "total": .object(members(reconciliation.total)),
            "models": .array(
                reconciliation.models.map { model in
                    var members = members(model.line)
                    members["causes"] = .array(model.causes.map { .object(self.members($0)) })
                    return .object(members)
                }),
            "lines": .array(reconciliation.lines.map { .object(members($0)) }),
            "notes": .array(reconciliation.notes.map { .string($0) }),
        ]).text()
    }

    private func members(_ cause: DifferenceCause) -> [String: JSONValue] {
        [
            "cause": .string(cause.text), "amount": cause.amount.map { .money($0) } ?? .null,
            "gap": cause.gap.map { .money($0) } ?? .null,
        ]
    }

    private func members(_ line: Reconciliation.Line) -> [String: JSONValue] {
        let money = { (amount: Money?) -> JSONValue in amount.map { .money($0) } ?? .null }
        let count = { (number: UInt64?) -> JSONValue in number.map { .count($0) } ?? .null }
        return [
            "day": JSONValue(line.day), "model": JSONValue(line.model),
            "requests": count(line.computed?.requests),
            "requests_invoiced": count(line.invoiced?.requests),
            "input_tokens": count(line.computed?.usage.totalInput),
            "input_tokens_invoiced": count(line.invoiced?.inputTokens),
            "output_tokens": count(line.computed?.usage.output),
            "output_tokens_invoiced": count(line.invoiced?.outputTokens),
            "computed": money(line.cost), "unpriced_requests": count(line.computed?.unpriced),
            "recorded": money(line.recorded), "invoiced": money(line.invoiced?.amount),
            "difference": money(line.difference),
        ]
    }
}

extension Reconciliation.Line {
    /// What was computed; nil where nothing has a price.
    fileprivate var cost: Money? {
        guard let computed else { return nil }
        return computed.unpriced == computed.requests && computed.requests > 0
            ? nil : computed.cost
    }

    /// What the log says; nil where it says nothing.
    fileprivate var recorded: Money? {
        guard let recorded = computed?.recorded, recorded.requests > 0 else { return nil }
        return recorded.total
    }
}

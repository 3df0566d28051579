import Pricing
import Replay

/// A sweep as CSV, one row a point.
public struct SweepCSV: Sendable {
    private let sweep: SweepOutcome

    /// The sweep as CSV.
    public init(_ sweep: SweepOutcome) { self.sweep = sweep }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(
            header: sweep.axes.map(\.name) + [
                "cost", "saved", "saved_percent", "compared_requests", "kept_requests",
                "unpriced_requests", "currency",
            ])
        for point in sweep.points {
            let saving = point.answer.saving
            let percent = Percentage(saving.saved, of: saving.base)
            writer.append(
                point.values.map { .number("\($0)") } + [
                    .number(point.answer.column.total.description),
                    .number(saving.saved.description),
                    percent.map { .number($0.description) } ?? .empty,
                    .count(saving.comparedRequests), .count(point.answer.keptRequests),
                    .count(point.answer.column.unpricedRequests), .text(sweep.currency.code),
                ])
        }
        return writer.text(delimiter)
    }
}

/// A sweep by the schema `tollgate.whatif/1`.
public struct SweepJSON: Sendable {
    private let sweep: SweepOutcome

    /// The sweep as JSON.
    public init(_ sweep: SweepOutcome) { self.sweep = sweep }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.whatif/1"),
            "currency": .string(sweep.currency.code),
            "policy": .string(sweep.policy),
            "requests": .count(sweep.requests),
            "axes": .array(sweep.axes.map { .string($0.name) }),
            "points": .array(sweep.points.map { .object(members($0)) }),
            "assumptions": .array(sweep.assumptions.map { .string($0) }),
        ]).text()
    }

    private func members(_ point: SweepPoint) -> [String: JSONValue] {
        let (answer, saving) = (point.answer, point.answer.saving)
        var members: [String: JSONValue] = [
            "values": .array(point.values.map { .count(UInt64($0)) }),
            "cost": .money(answer.column.total),
            "saved": .money(saving.saved),
            "percent": JSONValue(Percentage(saving.saved, of: saving.base)?.description),
            "compared_requests": .count(saving.comparedRequests),
            "kept_requests": .count(answer.keptRequests),
            "unpriced_requests": .count(answer.column.unpricedRequests),
        ]
        if let premium = sweep.premium {
            members["premium_requests"] = .count(answer.requests(at: premium))
        }
        return members
    }
}

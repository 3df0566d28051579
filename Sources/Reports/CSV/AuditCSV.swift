public import Audit

/// An audit's checks as CSV, one row a check.
public struct AuditCSV: Sendable {
    private let result: AuditResult

    /// The checks as CSV.
    public init(_ result: AuditResult) { self.result = result }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: [
            "number", "claim", "claim_verdict", "statement", "prices", "verdict", "computed",
            "difference",
            "causes", "missing",
        ])
        for (index, claim) in result.claims.enumerated() {
            let head: [CSVWriter.Field] = [
                .count(UInt64(index + 1)), .text(claim.text), .text(claim.verdict.rawValue),
            ]
            if claim.checks.isEmpty {
                writer.append(head + Array(repeating: .empty, count: 7))
            }
            for check in claim.checks {
                writer.append(
                    head + [
                        .text(check.statement), .text(check.prices), .text(check.verdict.rawValue),
                        .optional(check.computed), .optional(check.difference),
                        .text(check.causes.joined(separator: "; ")),
                        .text(check.missing.joined(separator: "; ")),
                    ])
            }
        }
        return writer.text(delimiter)
    }
}

/// Mixes as CSV, one row a mix with the parts of each model.
public struct MixCSV: Sendable {
    private let answer: MixAnswer

    /// The mixes as CSV.
    public init(_ answer: MixAnswer) { self.answer = answer }

    /// Lines ended by CR LF, a header first.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: answer.ranges.map { "parts of \($0.model)" } + ["bill"])
        for mix in answer.mixes {
            let bill = mix.bill.text(least: 2).filter { $0 != "," }
            writer.append(mix.parts.map { .count(UInt64($0)) } + [.number(bill)])
        }
        return writer.text(delimiter)
    }
}

import Pricing
public import Replay

/// A replay's charges by the FinOps Open Cost and Usage Specification, as CSV.
///
/// One row a charge period, model, kind of token, tier and set of tags: first what was billed, then
/// the rows of baselines and policies, which are flagged in `x_Simulated`. Usage without a price has
/// no row; `unpriced` names it. The file is for machines, so no text gets an apostrophe against
/// formulas, which would change identifiers.
public struct FOCUSExport: Sendable {
    private let result: ReplayResult
    private let charges: [ChargeColumn]
    private let account: String
    private let version: FOCUSVersion

    /// The charges of a replay; nil where the plan asked for none.
    ///
    /// - Parameters:
    ///   - result: What the replay found.
    ///   - account: Who is billed.
    ///   - version: Which columns there are.
    public init?(_ result: ReplayResult, account: String, version: FOCUSVersion) {
        guard let charges = result.charges else { return nil }
        (self.result, self.charges) = (result, charges)
        (self.account, self.version) = (account, version)
    }

    /// The rows, each ended by CR and LF.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        let (columns, own) = (version.columns, OwnFOCUSColumn.allCases)
        let header = columns.map(\.rawValue) + own.map(\.rawValue)
        var text = CSVWriter.line(header.map { .identifier($0) }, delimiter)
        for column in charges {
            for line in column.lines {
                let row = FOCUSRow(line, of: column.kind, result.prices, account: account)
                let (values, custom) = (row.values, row.custom)
                text += CSVWriter.line(
                    columns.map { values[$0] ?? .empty } + own.map { custom[$0] ?? .empty },
                    delimiter)
            }
        }
        return text
    }

    /// The usage that has no row, in sentences.
    public var unpriced: [String] {
        charges.flatMap { column in
            column.cost.unpriced.map { calls in
                let model = calls.model.map { "model \($0)" } ?? "no model"
                let near = calls.near.isEmpty ? "" : "; near: \(calls.near.joined(separator: ", "))"
                return "no FOCUS row \(column.kind.phrase)for "
                    + "\(Numbers.counted(calls.requests, "request")) to \(model)\(calls.size): "
                    + "\(calls.reason)\(near)"
            }
        }
    }
}

extension UnpricedCalls {
    /// How many tokens the calls have, where that is known.
    fileprivate var size: String {
        reason == .unknownUsage ? "" : " with \(Numbers.counted(tokens, "token"))"
    }
}

extension ChargeColumn.Kind {
    fileprivate var phrase: String {
        switch self {
        case .billed: ""
        case .baseline(let model): "of baseline \(model) "
        case .policy(let name): "of policy \(name) "
        }
    }
}

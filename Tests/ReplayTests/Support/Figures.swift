import Foundation
import Pricing
import Replay
import Testing

/// How figures are written, one a line, so that a difference between results can be read.
///
/// Names are written so that other bytes give another text.
enum Figure {
    static func name(_ name: String?) -> String {
        guard let name else { return "nil" }
        let scalars = name.unicodeScalars.map { scalar in
            scalar.isASCII ? String(scalar) : "<\(String(scalar.value, radix: 16))>"
        }
        return "'\(scalars.joined())'"
    }

    static func amount(_ money: Money) -> String {
        Decimal(string: money.description).map { "\($0)" } ?? "no number: \(money)"
    }

    static func sums(_ requests: Int, _ tokens: String, _ cost: String) -> String {
        "\(requests) requests, \(tokens) tokens, \(cost)"
    }

    static func group(_ by: [(dimension: String, value: String?)]) -> String {
        "group " + by.map { "\($0.dimension)=\(name($0.value))" }.joined(separator: " ")
    }

    static func cost(_ column: String, _ total: String, unpriced: Int) -> String {
        "\(column): \(total), \(unpriced) unpriced"
    }
}

extension ReplayResult {
    /// The figures that follow from the log alone, in the order of the result.
    var figures: [String] {
        var lines = [
            "\(traffic.requests) requests, \(traffic.operations) operations, "
                + "\(traffic.failed) failed, \(traffic.unknownUsage) of unknown usage",
            "input \(traffic.usage.totalInput), cache read \(traffic.usage.cacheRead), "
                + "cache write \(traffic.usage.cacheWrite5m) and \(traffic.usage.cacheWrite1h), "
                + "output \(traffic.usage.output), reasoning \(traffic.usage.reasoning)",
            "from \(period?.lowerBound.rfc3339 ?? "nil") to \(period?.upperBound.rfc3339 ?? "nil")",
            "recorded: \(Figure.amount(recorded.total)) of \(recorded.requests) requests",
        ]
        lines += asRequested.figures("as_requested")
        lines += asServed?.figures("as_served") ?? []
        for baseline in baselines { lines += baseline.column.figures("at \(baseline.model)") }
        for policy in policies { lines += policy.figures }
        if let listPrices {
            let total = Figure.amount(listPrices.asRequested)
            lines.append(
                Figure.cost(listPrices.name, total, unpriced: Int(listPrices.unpricedRequests)))
        }
        return lines + groups.map(\.figure)
    }

    /// Everything in the result that may be printed.
    var everything: [String] {
        let columns = [asRequested] + baselines.map(\.column) + policies.map(\.column)
        return figures + assumptions.map { "assumed: \(Figure.name($0))" }
            + ["projection: \(projection.map { "\($0)" } ?? "nil")"]
            + (columns + [asServed].compactMap { $0 }).flatMap { column in
                column.unpriced.map { "near: \($0.near)" }
                    + column.substitutions.map { "\(Figure.name($0.model)) \($0)" }
            }
    }
}

extension CostColumn {
    func figures(_ title: String) -> [String] {
        ["\(title): \(Figure.amount(total))"]
            + models.map {
                let sums = Figure.sums(Int($0.requests), "\($0.tokens)", Figure.amount($0.cost))
                return "\(title), \(Figure.name($0.model)): \(sums)"
            }
            + unpriced.map {
                let sums = Figure.sums(Int($0.requests), "\($0.tokens)", $0.reason.description)
                return "\(title), \(Figure.name($0.model)): \(sums)"
            }
    }
}

extension PolicyOutcome {
    var figures: [String] {
        column.figures("under \(name)")
            + rules.map { "under \(name), rule \($0.rule): \($0.requests)" }
            + savings.map {
                "under \(name) against \($0.against.name): \(Figure.amount($0.saved)) of "
                    + "\(Figure.amount($0.base)) over \($0.comparedRequests)"
            }
    }
}

extension GroupOutcome {
    var figure: String {
        let columns = [("as_requested", asRequested)] + policies.map { ($0.name, $0.cost) }
        let costs = columns.map {
            Figure.cost(
                $0.0, Figure.amount($0.1.total), unpriced: Int($0.1.unpricedRequests))
        }
        return "\(Figure.group(by)): \(requests) requests, \(tokens) tokens; "
            + costs.joined(separator: "; ")
    }
}

/// Shows the lines by which two results differ.
func expectSame(
    _ found: [String], _ expected: [String], _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let differences = found.difference(from: expected).map { change in
        switch change {
        case .insert(_, let line, _): "found:    \(line)"
        case .remove(_, let line, _): "expected: \(line)"
        }
    }
    #expect(differences.prefix(8) == [], comment, sourceLocation: sourceLocation)
}

public import Audit
import Calls
import Pricing
public import Replay

/// A replay's result by the schema `tollgate.replay/1`.
public struct ReplayJSON: Sendable {
    private let result: ReplayResult
    private let gates: [GateOutcome]

    /// The result as JSON.
    ///
    /// - Parameters:
    ///   - result: What the replay found.
    ///   - gates: What became of the gates.
    public init(_ result: ReplayResult, gates: [GateOutcome] = []) {
        (self.result, self.gates) = (result, gates)
    }

    /// The document, the same bytes for the same result.
    ///
    /// - Returns: Lines, the last ended by a newline.
    /// - Throws: What the encoder throws.
    public func text() throws -> String { try document.text() }

    /// What only some runs have is left out of others.
    private var document: JSONValue {
        var members = members
        members["where"] = result.source.filter.map { filter in
            .object([
                "condition": .string(filter.condition),
                "left_out_requests": .count(UInt64(filter.leftOut)),
            ])
        }
        members["dearest_requests"] = result.dearestRequests.map {
            .array($0.map { .object($0.members) })
        }
        members["latency"] = result.latencies.map { .array($0.map { .object($0.members) }) }
        members["latency_run"] = result.latencyRun.map { .object($0.members) }
        if !gates.isEmpty { members["gates"] = .array(gates.map { .object($0.members) }) }
        return .object(members)
    }

    private var members: [String: JSONValue] {
        [
            "schema": .string("tollgate.replay/1"),
            "currency": .string(result.prices.currency.code),
            "source": source,
            "prices": .object(result.prices.members),
            "traffic": .object(result.traffic.members),
            "recorded": .object([
                "total": .money(result.recorded.total),
                "requests": .count(result.recorded.requests),
            ]),
            "as_requested": .object(result.asRequested.members),
            "as_served": result.asServed.map { .object($0.members) } ?? .null,
            "baselines": .array(result.baselines.map { .object($0.members) }),
            "policies": .array(result.policies.map { .object($0.members) }),
            "projection": result.projection.map { .object($0.members) } ?? .null,
            "list_prices": result.listPrices.map { .object($0.members) } ?? .null,
            "groups": .array(result.groups.map { .object($0.members) }),
            "assumptions": .array(result.assumptions.map { .string($0) }),
        ]
    }

    private var source: JSONValue {
        let source = result.source
        var members: [String: JSONValue] = [
            "files": .array(source.files.map { .string($0) }),
            "format": .string(source.formats.joined(separator: "+")),
            "first": JSONValue(result.period?.lowerBound.rfc3339),
            "last": JSONValue(result.period?.upperBound.rfc3339),
            "skipped": .array(
                source.skipped.map {
                    .object(["reason": .string($0.reason), "lines": .count(UInt64($0.lines))])
                }),
        ]
        if !source.removed.isEmpty {
            members["removed"] = .array(
                source.removed.map {
                    .object([
                        "reason": .string($0.reason), "records": .count(UInt64($0.records)),
                    ])
                })
        }
        return .object(members)
    }
}

public import Audit

/// An audit's result by the schema `tollgate.audit/1`.
public struct AuditJSON: Sendable {
    private let result: AuditResult
    private let measuredOn: [String]

    /// The result as JSON.
    ///
    /// - Parameters:
    ///   - result: The verdicts.
    ///   - measuredOn: Sentences on the logs that were measured, and what that rests on.
    public init(_ result: AuditResult, measuredOn: [String] = []) {
        (self.result, self.measuredOn) = (result, measuredOn)
    }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.audit/1"),
            "audit": .string(result.name),
            "sha256": .string(result.sha256),
            "note": JSONValue(result.note),
            "measured_on": .array(measuredOn.map { .string($0) }),
            "prices": .array(
                result.prices.map {
                    .object(["name": .string($0.name), "sha256": .string($0.sha256)])
                }),
            "holds": .count(UInt64(result.count(.holds))),
            "wrong": .count(UInt64(result.count(.wrong))),
            "undecidable": .count(UInt64(result.count(.undecidable))),
            "claims": .array(result.claims.map { .object($0.members) }),
        ]).text()
    }
}

extension ClaimOutcome {
    /// What only some claims have is left out of others.
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "claim": .string(text),
            "verdict": .string(verdict.rawValue),
            "prices": .string(prices),
            "provided": .array(provided.map { .string($0) }),
            "checks": .array(checks.map { .object($0.members) }),
            "shows": .array(
                exhibits.map {
                    .object(["label": .string($0.label), "value": .string($0.value)])
                }),
        ]
        members["mix"] = mix.map { .object($0.answer.members(parts: $0.question.parts)) }
        members["systems"] = systems.map { .array($0.map { .object($0.members) }) }
        return members
    }
}

extension CheckOutcome {
    fileprivate var members: [String: JSONValue] {
        [
            "statement": .string(statement), "prices": .string(prices),
            "verdict": .string(verdict.rawValue),
            "computed": JSONValue(computed), "difference": JSONValue(difference),
            "causes": .array(causes.map { .string($0) }),
            "missing": .array(missing.map { .string($0) }),
        ]
    }
}

extension SystemFinding {
    /// Estimates as decimal strings.
    fileprivate var members: [String: JSONValue] {
        let number = { (value: Double) in JSONValue.estimate(value, decimals: 6) }
        return [
            "spike_multiplier": number(multiplier), "servers": .count(UInt64(servers)),
            "service_time": number(serviceTime), "busy_at_base": number(busyAtBase),
            "busy_in_spike": number(busyInSpike), "saturates_at": number(saturation),
        ]
    }
}

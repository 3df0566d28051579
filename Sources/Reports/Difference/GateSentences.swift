public import Audit

/// What became of a gate, in sentences.
struct GateSentences {
    private let outcome: GateOutcome

    /// More findings than these are only counted.
    private static let shown = 5

    init(_ outcome: GateOutcome) { self.outcome = outcome }

    var phrases: [Phrase] {
        guard !outcome.isPassed else { return ["passed: \(name: outcome.gate)"] }
        let findings = outcome.findings.prefix(Self.shown).map { finding in
            "failed: \(name: outcome.gate): \(finding)" as Phrase
        }
        let more = outcome.findings.count - findings.count
        return findings + (more > 0 ? ["failed: \(name: outcome.gate): and \(more) more"] : [])
    }
}

extension GateOutcome {
    /// What became of it, a sentence a finding, for a terminal or a log.
    public var sentences: [String] { GateSentences(self).phrases.map(\.sentence) }

    var members: [String: JSONValue] {
        [
            "gate": .string(gate), "passed": .boolean(isPassed),
            "findings": .array(findings.map { .string($0) }),
        ]
    }
}

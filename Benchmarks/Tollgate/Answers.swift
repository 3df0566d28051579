import Pricing
import Replay
import Routing

/// What a policy costs, as the JSON result of a replay has it.
struct PolicyAnswer {
    private let whatIf: WhatIf
    private let policy: Policy

    init(_ whatIf: WhatIf, _ policy: Policy) { (self.whatIf, self.policy) = (whatIf, policy) }

    var json: [String: Any] {
        let column = whatIf.column
        return [
            "total": column.total.description,
            "models": column.models.map { model in
                [
                    "model": model.model ?? "", "requests": model.requests,
                    "tokens": model.tokens, "cost": model.cost.description,
                ] as [String: Any]
            },
            "unpriced": column.unpriced.map { calls in
                [
                    "model": calls.model ?? "", "requests": calls.requests,
                    "tokens": calls.tokens, "reason": calls.reason.description,
                ] as [String: Any]
            },
            "rules": policy.rules.enumerated().map { index, rule in
                ["rule": rule.name, "requests": whatIf.requests(rule: index)] as [String: Any]
            },
        ]
    }
}

/// What each of many lengths costs, over which calls stay on the model that was asked for.
struct ThresholdAnswer {
    let json: [String: Any]

    init(_ thresholds: [Int64], _ answers: [WhatIf]) {
        let rows = zip(thresholds, answers).map { threshold, answer in
            let kept = answer.cells.filter { $0.rule == 0 }
            return [
                "threshold": threshold,
                "kept_requests": kept.reduce(0) { $0 + $1.requests },
                "kept_tokens": kept.reduce(0) { $0 + $1.usage.total },
                "total": answer.column.total.description,
            ] as [String: Any]
        }
        json = ["thresholds": rows]
    }
}

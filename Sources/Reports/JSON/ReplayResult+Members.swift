import Pricing
import Replay

extension JSONValue {
    static func money(_ amount: Money) -> JSONValue { .string(amount.description) }
}

extension Traffic {
    var members: [String: JSONValue] {
        [
            "requests": .count(requests),
            "operations": .count(operations),
            "failed": .count(failed),
            "unknown_usage": .count(unknownUsage),
            "input_tokens": .count(usage.totalInput),
            "cache_read_tokens": .count(usage.cacheRead),
            "cache_write_tokens": .count(usage.cacheWrite5m + usage.cacheWrite1h),
            "output_tokens": .count(usage.output),
        ]
    }
}

extension CostColumn {
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "total": .money(total), "models": modelList,
            "unpriced": .array(unpriced.map { .object($0.members) }),
        ]
        members["range"] = range.map { .object($0.members) }
        members["latency"] = latency.map { .object($0.members) }
        return members
    }

    private var modelList: JSONValue {
        .array(
            models.map {
                .object([
                    "model": JSONValue($0.model), "requests": .count($0.requests),
                    "tokens": .count($0.tokens), "cost": .money($0.cost),
                ])
            })
    }
}

extension UnpricedCalls {
    var members: [String: JSONValue] {
        [
            "model": JSONValue(model), "requests": .count(requests), "tokens": .count(tokens),
            "reason": .string(reason.description),
        ]
    }
}

extension BaselineOutcome {
    var members: [String: JSONValue] {
        var members = column.members
        members["models"] = nil
        members["model"] = .string(model)
        return members
    }
}

extension PolicyOutcome {
    var members: [String: JSONValue] {
        var members = column.members
        members["name"] = .string(name)
        if isOracle { members["oracle"] = .boolean(true) }
        members["rules"] = .array(
            rules.map {
                .object(["rule": .string($0.rule), "requests": .count($0.requests)])
            })
        members["savings"] = .array(savings.map { .object($0.members) })
        members["budget"] = budget.map { .object($0.members) }
        members["fallback"] = fallback.map { .object($0.members) }
        return members
    }
}

extension Saving {
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "against": .string(against.name), "saved": .money(saved),
            "percent": JSONValue(Percentage(saved, of: base)?.description),
            "compared_requests": .count(comparedRequests),
        ]
        members["range"] = range.map { .object($0.members) }
        members["eaten_by_cache"] = eatenByCache.map { .money($0) }
        return members
    }
}

extension MoneyRange {
    fileprivate var members: [String: JSONValue] { ["low": .money(low), "high": .money(high)] }
}

extension FallbackOutcome {
    fileprivate var members: [String: JSONValue] {
        [
            "operations": .count(operations), "retries": .count(retries), "moved": .count(moved),
            "exhausted": .count(exhausted),
        ]
    }
}

extension Projection {
    var members: [String: JSONValue] {
        [
            "monthly": .money(monthly), "basis_days": .string(basisDays),
            "method": .string(method),
        ]
    }
}

extension ListPriceOutcome {
    var members: [String: JSONValue] {
        [
            "name": .string(name), "as_requested": .money(asRequested),
            "unpriced_requests": .count(unpricedRequests),
        ]
    }
}

extension GroupOutcome {
    /// Groups that stand together have no values; how many they are is told instead.
    var members: [String: JSONValue] {
        var members = sums
        if let folded {
            members["by"] = .null
            members["other_groups"] = .count(folded)
        }
        return members
    }

    private var sums: [String: JSONValue] {
        [
            "by": .object(by.reduce(into: [:]) { $0[$1.dimension] = JSONValue($1.value) }),
            "requests": .count(requests),
            "tokens": .count(tokens),
            "as_requested": .money(asRequested.total),
            "unpriced_requests": .count(asRequested.unpricedRequests),
            "policies": .array(
                policies.map {
                    .object([
                        "name": .string($0.name), "total": .money($0.cost.total),
                        "unpriced_requests": .count($0.cost.unpricedRequests),
                    ])
                }),
        ]
    }
}

extension DearRequest {
    var members: [String: JSONValue] {
        [
            "request": JSONValue(name), "time": .string(time.rfc3339), "model": JSONValue(model),
            "tokens": .count(tokens), "as_requested": .money(asRequested),
            "policies": .array(
                policies.map {
                    .object([
                        "name": .string($0.name),
                        "total": $0.cost.map { .money($0) } ?? .null,
                    ])
                }),
        ]
    }
}

extension ModelLatency {
    var members: [String: JSONValue] {
        [
            "model": JSONValue(model),
            "latency_ms": latency.map { .object($0.members) } ?? .null,
            "ttft_ms": timeToFirstToken.map { .object($0.members) } ?? .null,
        ]
    }
}

extension TimeSpans {
    var members: [String: JSONValue] {
        [
            "requests": .count(requests), "p50": .string(Milliseconds.exact(p50)),
            "p95": .string(Milliseconds.exact(p95)), "p99": .string(Milliseconds.exact(p99)),
            "max": .string(Milliseconds.exact(longest)),
        ]
    }
}

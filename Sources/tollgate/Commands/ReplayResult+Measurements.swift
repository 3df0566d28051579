import Audit
import Calls
import Console
import Pricing
import Replay
import Reports

extension ReplayResult {
    /// What claims may look at, by name.
    ///
    /// - Throws: `CommandError` where a policy has the name of another measurement.
    func measurements() throws -> [String: Measurement] {
        var values: [String: Measurement] = [
            "requests": .known(Fraction(Int128(traffic.requests))),
            "input_tokens": tokens(traffic.usage.totalInput),
            "output_tokens": tokens(traffic.usage.output),
            "tokens": tokens(traffic.usage.total),
            "recorded": recordedCost,
            "as_requested": cost(asRequested),
        ]
        for baseline in baselines { values[baseline.model] = cost(baseline.column) }
        for policy in policies {
            guard values.updateValue(cost(policy.column), forKey: policy.name) == nil else {
                throw CommandError(
                    "policy \(policy.name) has the name of another measurement, log."
                        + "\(policy.name); rename it for the audit")
            }
        }
        return values
    }

    /// The logs, the prices and the assumptions behind the measurements, in sentences.
    var restsOn: [String] {
        let files = source.files.map { "`\($0)`" }.joined(separator: ", ")
        let requests = Numbers.counted(traffic.requests, "request")
        return ["measured on \(files): \(requests), at the prices of `\(prices.name)`"]
            + assumptions.map { "measured so: \($0)" }
    }

    private func tokens(_ count: UInt64) -> Measurement {
        guard traffic.unknownUsage == 0 else {
            let requests = Numbers.counted(traffic.unknownUsage, "request")
            return .incomplete("the log does not tell the usage of \(requests)")
        }
        return .known(Fraction(Int128(count)))
    }

    private var recordedCost: Measurement {
        guard recorded.requests == traffic.requests else {
            return .incomplete(
                "only \(Numbers.grouped(recorded.requests)) of "
                    + "\(Numbers.counted(traffic.requests, "request")) carry a cost")
        }
        return .known(Fraction(recorded.total))
    }

    private func cost(_ column: CostColumn) -> Measurement {
        guard column.unpricedRequests == 0 else {
            let requests = Numbers.counted(column.unpricedRequests, "request")
            return .incomplete("it leaves out \(requests) without a price")
        }
        return .known(Fraction(column.total))
    }
}

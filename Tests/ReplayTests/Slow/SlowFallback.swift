import Foundation

/// A policy with a fallback chain, attempt after attempt.
struct SlowFallback: Sendable {
    let policy: SlowPolicy
    /// The next model after a failed one, by the models that failed already.
    let next: @Sendable (String, Set<String>) -> String?

    static let tutorial = SlowFallback(policy: .tutorial) { failed, tried in
        let chain = (failed.contains("gpt") ? ["deepseek-v3.2"] : []) + ["gemini-2.5-flash"]
        return chain.first { $0 != failed && !tried.contains($0) }
    }

    /// By place of the call.
    func choices(_ calls: [SlowCall]) -> [SlowPolicy.Choice] {
        var choices = calls.map(policy.choose)
        let named = calls.filter { $0.text("operation_id") != nil }
        for (_, attempts) in Dictionary(grouping: named, by: { $0.text("operation_id") ?? "" }) {
            var failures: [String] = []
            let sorted = attempts.sorted {
                ($0.time.seconds, $0.time.nanoseconds, $0.place)
                    < ($1.time.seconds, $1.time.nanoseconds, $1.place)
            }
            for attempt in sorted {
                if let last = failures.last {
                    choices[attempt.place].model = next(last, Set(failures)) ?? last
                }
                let model = choices[attempt.place].model ?? ""
                failures = attempt.isFailed ? failures + [model] : []
            }
        }
        return choices
    }
}

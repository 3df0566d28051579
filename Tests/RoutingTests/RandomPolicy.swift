/// Policies made by chance of everything that conditions and rules can say, with bounds and names
/// near those of `RequestFeatures.random`.
enum RandomPolicy {
    static func text(_ number: Int, using random: inout SplitMix64) -> String {
        let count = Int.random(in: 0..<5, using: &random)
        let rules = (0..<count).map { index in
            """
              - name: rule-\(index)
                when: \(condition(depth: 3, using: &random))
            \(use(using: &random))
            """
        }
        let last = "  - name: last\n\(use(using: &random))"
        let missing = pick(["", "missing_model: spare\n"], using: &random)
        return "policy: random-\(number)\nversion: 1\noracle: true\n\(missing)rules:\n"
            + (rules + [last]).joined(separator: "\n")
    }

    private static func use(using random: inout SplitMix64) -> String {
        let use = pick(
            [
                "requested", "x", "split x 1, requested 2, y 3", "{split: {x: 7, y: 1}}",
                "cheapest of [dear-in, dear-out]", "{cheapest: [dear-out, dear-in]}",
            ], using: &random)
        let states = use.contains("cheapest") && Bool.random(using: &random)
        let output = states ? "\n    expected_output: 900" : ""
        return "    use: \(use)\(output)"
    }

    private static func condition(depth: Int, using random: inout SplitMix64) -> String {
        guard depth > 0, Int.random(in: 0..<3, using: &random) > 0 else {
            return leaf(using: &random)
        }
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            condition(depth: depth - 1, using: &random)
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return "not (\(parts[0]))"
        case 1: return parts.map { "(\($0))" }.joined(separator: " and ")
        default: return parts.map { "(\($0))" }.joined(separator: " or ")
        }
    }

    private static func leaf(using random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let sign = pick(["=", "!=", "<", "<=", ">", ">="], using: &random)
            let (feature, bound) = pick(
                [
                    ("content_length", "3"), ("message_count", "2"), ("max_tokens", "4"),
                    ("hour", "8"), ("prompt_tokens", "1000"), ("completion_tokens", "900"),
                    ("latency_ms", "1.5"), ("latency_ms", "2"),
                ], using: &random)
            return "\(feature) \(sign) \(bound)"
        case 1:
            return pick(
                ["system contains 's'", "content contains 'c'", "failed"], using: &random)
        default:
            let (feature, name) = pick(
                [
                    ("model", "a"), ("user", "u1"), ("team", "t1"), ("service_tier", "batch"),
                    ("weekday", "saturday"), ("tag.env", "prod"),
                ], using: &random)
            return "\(feature) "
                + pick(["= \(name)", "!= \(name)", "in [\(name)]"], using: &random)
        }
    }

    private static func pick<Value>(_ values: [Value], using random: inout SplitMix64) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }
}

import Documents
import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

/// A native record; `more` is the inside of a JSON object.
func call(
    _ model: String, _ prompt: Int, _ completion: Int, _ more: String = "",
    at time: String = "2026-01-05T12:00:00Z"
) -> String {
    let counts = #""prompt_tokens":\#(prompt),"completion_tokens":\#(completion)"#
    return record(#""model":"\#(model)",\#(counts)\#(more.isEmpty ? "" : "," + more)"#, at: time)
}

/// A native record that states its usage in words or not at all.
func record(_ fields: String, at time: String = "2026-01-05T12:00:00Z") -> String {
    #"{"ts":"\#(time)",\#(fields)}"#
}

extension LogInput {
    /// Lines in memory that is never given back, as the input demands.
    static func lines(_ lines: some Sequence<String>, name: String = "log.jsonl") -> LogInput {
        let text = lines.map { $0 + "\n" }.joined()
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
        bytes.copyBytes(from: text.utf8)
        return .memory(name: name, bytes: UnsafeSendableBytes(UnsafeRawBufferPointer(bytes)))
    }
}

extension ReplayPlan {
    /// A plan by the names of built-in tables and policies.
    static func named(
        _ prices: String = "headline-2026", policies: [String] = [], baselines: Baselines = .none,
        by groupings: [String] = []
    ) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.named(prices))
        plan.selectors = try policies.map { try ModelSelector(Policy.named($0)) }
        plan.baselines = baselines
        plan.groupings = try groupings.map { try Grouping($0) }
        return plan
    }

    /// Replays lines as one file.
    func replay(
        _ lines: [String], jobs: Int = 1, assume: [String] = []
    ) async throws -> ReplayResult {
        try await replay([.lines(lines)], jobs: jobs, assume: assume)
    }

    func replay(
        _ inputs: [LogInput], jobs: Int = 1, assume: [String] = []
    ) async throws -> ReplayResult {
        var options = ReadingOptions()
        options.assumptions = try Assumptions(assume)
        return try await result(reading: LogFiles(inputs, options: options), jobs: jobs)
    }

    /// The one line by which a replay is refused.
    func refusal(
        of inputs: [LogInput], jobs: Int = 1, assume: [String] = []
    ) async throws -> String {
        do {
            _ = try await replay(inputs, jobs: jobs, assume: assume)
        } catch {
            return "\(error)"
        }
        Issue.record("the replay was not refused")
        return ""
    }
}

extension PriceTable {
    /// A price file without its heading.
    static func file(
        _ models: String, name: String = "test", currency: String = "USD", heading: String = ""
    ) throws -> PriceTable {
        let text = """
            prices: \(name)
            version: 1
            currency: \(currency)
            unit: 1M tokens
            \(heading)
            models:
            \(models)
            """
        return try PriceTable(Document(text: text, name: "\(name).yaml"))
    }
}

extension Policy {
    /// A policy file without its heading.
    static func file(_ name: String = "test", _ rest: String) throws -> Policy {
        try Policy(Document(text: "policy: \(name)\nversion: 1\n" + rest, name: "\(name).yaml"))
    }

    /// The rules of `tutorial`, each attempt by itself.
    static func tutorialWithoutChain() throws -> Policy {
        let text = try Policy.text(ofBuiltIn: "tutorial")
        let rules = text[..<(text.range(of: "fallback:")?.lowerBound ?? text.endIndex)]
        return try Policy(Document(text: String(rules), name: "tutorial.yaml"))
    }

    /// Everything to one model.
    static func always(_ model: String, name: String = "always") throws -> Policy {
        try file(name, "rules:\n  - {name: all, use: \(model)}\n")
    }
}

extension ReplayResult {
    /// The outcome of the policy or baseline with a name.
    func policy(_ name: String) throws -> PolicyOutcome {
        try #require(policies.first { $0.name == name })
    }

    func baseline(_ model: String) throws -> BaselineOutcome {
        try #require(baselines.first { $0.model == model })
    }
}

extension PolicyOutcome {
    func saving(against name: String) throws -> Saving {
        try #require(savings.first { $0.against.name == name })
    }
}

extension Saving {
    /// Per cent of the base in integers, half to even at two decimals; nil where the base is 0.
    var percent: String? {
        base == .zero ? nil : Money(attos: saved.attos * 100).ratio(to: base, decimals: 2)
    }
}

extension Money {
    /// This amount over another in integers, half to even.
    func ratio(to other: Money, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 }
        let (whole, rest) = (attos.magnitude * scale.magnitude)
            .quotientAndRemainder(dividingBy: other.attos.magnitude)
        let above = other.attos.magnitude - rest
        let isUp = rest > above || (rest == above && whole % 2 == 1)
        let digits = String(whole + (isUp ? 1 : 0))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(attos < 0 ? "-" : "")\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}

func money(_ text: String) throws -> Money {
    try #require(DecimalNumber(text).flatMap { Money(exactly: $0) }, "not an amount: \(text)")
}

func timestamp(_ text: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: text), "not a time: \(text)")
}

func timeZone(_ name: String) throws -> TimeZone {
    try #require(TimeZone(identifier: name), "no time zone: \(name)")
}

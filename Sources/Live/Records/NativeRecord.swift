import Limits
import Pricing
import Upstream

/// An attempt as a line of a native log, which the analyzer reads like any other.
public struct NativeRecord: Hashable, Sendable {
    /// One line of JSON, without its end.
    public let line: String

    /// The attempts of a request, in order.
    ///
    /// Each begins when it was sent, so that its latency is the service's alone; how much later than
    /// meant a request was sent stands in the tag `late_ms`.
    ///
    /// - Parameters:
    ///   - measured: The request.
    ///   - run: The run's name.
    ///   - clock: What time of day it was.
    /// - Returns: One record for each attempt.
    public static func records(
        of measured: MeasuredRequest, run: String, clock: WallClock
    ) -> [NativeRecord] {
        measured.exchange.attempts.indices.map { NativeRecord(measured, $0, run, clock) }
    }

    private init(_ measured: MeasuredRequest, _ place: Int, _ run: String, _ clock: WallClock) {
        let attempt = measured.exchange.attempts[place]
        let start = attempt.start
        let (planned, operation) = (measured.planned, "\(run)-\(measured.planned.number + 1)")
        var object = JSONLine()
        object.add("id", text: "\(operation)-\(place + 1)")
        object.add("ts", text: clock.time(at: start).rfc3339)
        object.add("model", text: attempt.model)
        if let served = attempt.servedModel { object.add("served_model", text: served) }
        object.add(attempt)
        object.add("max_tokens", number: "\(planned.chat.maxTokens)")
        object.add("stream", number: planned.chat.isStreamed ? "true" : "false")
        object.add("latency_ms", number: (attempt.end - start).millisecondsText)
        if planned.chat.isStreamed, case .completed = attempt.outcome,
            let first = attempt.pieces.first
        {
            object.add("ttft_ms", number: (first - start).millisecondsText)
        }
        object.add("operation_id", text: operation)
        object.add("attempt", number: "\(place + 1)")
        if let cost = measured.costs[place].amount { object.add("cost_usd", text: "\(cost)") }
        var tags = JSONLine()
        tags.add("run", text: run)
        tags.add("stratum", text: planned.drawn.stratum.description)
        tags.add("weight", text: planned.drawn.weight.text)
        tags.add("text", text: planned.text.rawValue)
        if place == 0 { tags.add("late_ms", text: (start - measured.intended).millisecondsText) }
        object.add("tags", number: tags.text)
        line = object.text
    }
}

extension JSONLine {
    /// What an attempt used and how it ended.
    fileprivate mutating func add(_ attempt: Attempt) {
        if let status = attempt.status { add("status", number: "\(status)") }
        if case .failed(let failure) = attempt.outcome { add("error", text: failure.kind.rawValue) }
        guard let usage = attempt.usage else { return add("usage", text: "unknown") }
        if case .failed = attempt.outcome, usage == .zero { return add("usage", text: "none") }
        add("prompt_tokens", number: "\(usage.totalInput)")
        add("completion_tokens", number: "\(usage.output)")
        let parts = [
            ("cached_tokens", usage.cacheRead),
            ("cache_write_tokens", usage.cacheWrite5m + usage.cacheWrite1h),
            ("cache_write_1h_tokens", usage.cacheWrite1h), ("reasoning_tokens", usage.reasoning),
        ]
        for (name, count) in parts where count > 0 { add(name, number: "\(count)") }
    }
}

extension SampleWeight {
    /// The weight in decimal digits, six of them after the point, or none where it is whole.
    fileprivate var text: String {
        let (whole, rest) = population.quotientAndRemainder(dividingBy: sample)
        guard rest > 0 else { return "\(whole)" }
        let millionths = String(rest * 1_000_000 / sample)
        return "\(whole)." + String(repeating: "0", count: 6 - millionths.count) + millionths
    }
}

extension TimeSpan {
    /// Milliseconds in decimal digits, three of them after the point.
    fileprivate var millisecondsText: String {
        let microseconds = max(0, nanoseconds + 500) / 1000
        let rest = String(microseconds % 1000)
        return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

import Limits

/// Lengths of time as people read them.
enum SpanText {
    /// Three digits that count: `840 ms`, `1.24 s`, `48.0 s`, `2 min 5 s`, `3 h 20 min`.
    static func brief(_ span: TimeSpan) -> String {
        let minute = TimeSpan.minute.nanoseconds
        guard span > .zero, span.nanoseconds % minute == 0, span.nanoseconds < 120 * minute else {
            return brief(seconds: span.seconds)
        }
        return "\(span.nanoseconds / minute) min"
    }

    static func brief(seconds: Double) -> String {
        if seconds == 0 { return "0 s" }
        if seconds < 0.000_000_5 { return "< 1 µs" }
        if seconds < 0.001 { return "\(Numbers.fixed(seconds * 1e6, decimals: 0)) µs" }
        if seconds < 0.9995 { return "\(Numbers.fixed(seconds * 1e3, decimals: 0)) ms" }
        if seconds < 9.995 { return "\(Numbers.fixed(seconds, decimals: 2)) s" }
        if seconds < 119.95 { return "\(Numbers.fixed(seconds, decimals: 1)) s" }
        let whole = UInt64(min(seconds.rounded(), 1e15))
        if whole < 7200 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(Numbers.grouped(whole / 3600)) h \(whole / 60 % 60) min"
    }

    /// Seconds to the nanosecond and no zeros behind: `1.24`.
    static func exact(nanoseconds: Int64) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest != 0 else { return "\(whole)" }
        var digits = String(String(1_000_000_000 + rest.magnitude).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}

extension Instant {
    /// The minute in UTC: `2023-11-16 18:15`.
    var minuteText: String {
        let text = rfc3339
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }
}

import Foundation

/// A native record as Foundation reads it, with the rules for its counts written out again.
struct SlowCall {
    let fields: [String: Any]
    /// Each token once, by the meter that bills it.
    var tokens: [(meter: String, count: Decimal)]
    /// Whole seconds since 1970 and the nanoseconds beyond.
    let time: (seconds: Int, nanoseconds: Int)
    /// The place in the log.
    let place: Int

    init(_ line: String, place: Int = 0) throws {
        self.place = place
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        fields = object as? [String: Any] ?? [:]
        tokens = Self.tokens(fields)
        time = Self.time(fields["ts"] as? String ?? "")
    }

    /// A text; an empty one is one that the record lacks.
    func text(_ key: String) -> String? {
        (fields[key] as? String).flatMap { $0.isEmpty ? nil : $0 }
    }

    func number(_ key: String) -> Int? { fields[key] as? Int }

    func tag(_ key: String) -> String? {
        let value = (fields["tags"] as? [String: Any])?[key]
        return value.map { "\($0)" }.flatMap { $0.isEmpty ? nil : $0 }
    }

    var isFailed: Bool { (number("status") ?? 0) >= 400 || fields["error"] is String }
    var recorded: Decimal? { text("cost_usd").flatMap { Decimal(string: $0) } }

    /// Neither counted nor known to be nothing.
    var isUsageUnknown: Bool { text("usage") == "unknown" && !isFailed }

    /// Failed before anything was billed.
    var costsNothing: Bool { text("usage") != nil && !isUsageUnknown }

    var totalTokens: Decimal { tokens.reduce(0) { $0 + $1.count } }

    private static func tokens(_ fields: [String: Any]) -> [(meter: String, count: Decimal)] {
        let count = { (key: String) in fields[key] as? Int ?? 0 }
        let (read, write) = (count("cached_tokens"), count("cache_write_tokens"))
        let hour = count("cache_write_1h_tokens")
        let reasoning = count("reasoning_tokens")
        return [
            ("input", count("prompt_tokens") - read - write), ("cache_read", read),
            ("cache_write_5m", write - hour), ("cache_write_1h", hour),
            ("output", count("completion_tokens") - reasoning), ("reasoning", reasoning),
        ].map { ($0.0, Decimal($0.1)) }
    }
}

extension SlowCall {
    private static func time(_ text: String) -> (seconds: Int, nanoseconds: Int) {
        let numbers = text.prefix(19).split { !$0.isNumber }.compactMap { Int($0) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
            minute: numbers[4], second: numbers[5])
        let date = calendar.date(from: parts) ?? .distantPast
        let rest = text.dropFirst(19)
        let fraction = rest.first == "." ? rest.dropFirst().prefix { $0.isNumber } : ""
        let padded = (fraction + "000000000").prefix(9)
        let zone = rest.drop { $0 == "." || $0.isNumber }
        return (Int(date.timeIntervalSince1970) - offset(zone), Int(padded) ?? 0)
    }

    private static func offset(_ zone: Substring) -> Int {
        guard zone != "Z" else { return 0 }
        let numbers = zone.split { !$0.isNumber }.compactMap { Int($0) }
        return (numbers[0] * 3600 + numbers[1] * 60) * (zone.first == "-" ? -1 : 1)
    }
}

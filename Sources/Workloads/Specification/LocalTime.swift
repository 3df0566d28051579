import Documents
public import Foundation
public import Pricing

/// Times as people write them, with the zone that those without an offset are in.
public enum LocalTime {
    /// The instant of a date (its beginning), a local time such as `2026-01-07T14:00`, or a time by
    /// RFC 3339; nil for any other text.
    ///
    /// Of a local time that a change of the clocks skips or repeats, the first instant at which
    /// they show it or a later one.
    public static func instant(_ text: String, in zone: TimeZone) -> Timestamp? {
        if let instant = Timestamp(rfc3339: text) { return instant }
        let complete = [text + ":00Z", text + "Z", text + "T00:00:00Z"]
        guard let shown = complete.lazy.compactMap({ Timestamp(rfc3339: $0) }).first else {
            return nil
        }
        let local = shown.nanoseconds
        // The offset is that of a day before or of a day after: clocks change less often.
        let candidates = [-86_400, 86_400].map { (seconds: Int64) in
            local - offset(of: zone, at: local / 1_000_000_000 + seconds)
        }
        let exact = candidates.filter { $0 + offset(of: zone, at: $0 / 1_000_000_000) == local }
        return Timestamp(nanoseconds: exact.min() ?? candidates.max() ?? local)
    }

    /// Local time minus UTC in nanoseconds.
    private static func offset(of zone: TimeZone, at second: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: TimeInterval(second))
        return Int64(zone.secondsFromGMT(for: date)) * 1_000_000_000
    }
}

extension Node {
    func instant(in zone: TimeZone) throws(DocumentError) -> Timestamp {
        guard let instant = LocalTime.instant(try string(), in: zone) else {
            throw error(expected: "a date such as 2026-01-05 or a time such as 2026-01-05T14:00")
        }
        return instant
    }
}

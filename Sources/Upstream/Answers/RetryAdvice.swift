internal import Foundation
import Limits

/// What the head of an answer says of trying again.
struct RetryAdvice: Hashable, Sendable {
    /// How long to wait: `retry-after-ms`, else `Retry-After` (RFC 9110, section 10.2.3).
    let wait: TimeSpan?
    /// What `x-should-retry` says.
    let shouldRetry: Bool?

    /// The advice in headers.
    ///
    /// A date counts from the answer's own `Date`, so that two clocks that differ don't matter.
    ///
    /// - Parameters:
    ///   - headers: Names and values.
    ///   - now: The time since the Unix epoch, for an answer without a date.
    init(_ headers: Headers, now: Instant) {
        shouldRetry = headers["x-should-retry"].flatMap { Bool($0.lowercased()) }
        let milliseconds = headers["retry-after-ms"].flatMap(Self.number).map { $0 / 1000 }
        wait =
            (milliseconds ?? headers["retry-after"].flatMap(Self.number))
            .map(TimeSpan.init(rounding:))
            ?? headers["retry-after"].flatMap(Self.date).map {
                max(.zero, $0 - (headers["date"].flatMap(Self.date) ?? now))
            }
    }

    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else {
            return nil
        }
        return Double(text)
    }

    /// A date in one of the three forms that HTTP knows (RFC 9110, section 5.6.7).
    private static func date(_ text: String) -> Instant? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        for format in [
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
            "EEE MMM d HH:mm:ss yyyy",
        ] {
            formatter.dateFormat = format
            guard let date = formatter.date(from: text) else { continue }
            return Int64(exactly: date.timeIntervalSince1970.rounded()).map {
                let (nanoseconds, isBeyond) = $0.multipliedReportingOverflow(by: 1_000_000_000)
                return isBeyond ? .never : Instant(nanoseconds: nanoseconds)
            }
        }
        return nil
    }
}

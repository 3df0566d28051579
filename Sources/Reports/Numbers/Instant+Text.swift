import Limits
import Pricing

extension Instant {
    /// The instant in UTC as RFC 3339, counted from the Unix epoch.
    var rfc3339: String { Timestamp(nanoseconds: nanoseconds).rfc3339 }
}

import Documents
import Foundation
import Pricing

/// When a workload runs as its file says, and the zone of its clocks.
struct StatedPeriod: Sendable {
    let zone: TimeZone
    let from: Timestamp?
    let length: WrittenDuration?

    /// Nanoseconds since 1970; nil where beginning or length is stated elsewhere.
    var bounds: Range<Int64>? {
        guard let start = from?.nanoseconds, let length = length?.nanoseconds else { return nil }
        let (end, isBeyond) = start.addingReportingOverflow(length)
        return start..<(isBeyond ? .max : end)
    }
}

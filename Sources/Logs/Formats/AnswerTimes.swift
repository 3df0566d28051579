import Calls
import Pricing

/// When a call gave its first token and when it ended, for formats that tell the times themselves.
///
/// Spans between times go before spans that were recorded: their unit is not in doubt.
struct AnswerTimes {
    var firstToken: Timestamp?
    var end: Timestamp?
    /// In nanoseconds, as the next.
    var recordedLatency: Int64?
    var recordedTimeToFirstToken: Int64?

    /// Writes the spans into a record whose time is known.
    ///
    /// A first token at the very end is what loggers write for an answer that came as a whole.
    func finish(_ record: inout CallRecord) {
        record.latency = span(from: record.time, to: end) ?? recordedLatency
        guard firstToken == nil || firstToken != end else { return }
        record.timeToFirstToken =
            span(from: record.time, to: firstToken) ?? recordedTimeToFirstToken
    }

    /// The span in nanoseconds; nil where a time is missing or the clock ran backwards.
    private func span(from start: Timestamp?, to end: Timestamp?) -> Int64? {
        guard let start, let end, end >= start else { return nil }
        let (span, isTooLong) = end.nanoseconds.subtractingReportingOverflow(start.nanoseconds)
        return isTooLong ? nil : span
    }
}

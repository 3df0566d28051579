import Capacity
import Limits

/// What happened when, as pictures and as a table.
struct CapacityTimeline {
    private static let bars = 120
    private static let rows = 24

    let result: CapacityResult

    init(_ outcome: CapacityOutcome) { result = outcome.base.result }

    /// Slices put together.
    private struct Stretch {
        let start: Instant
        let length: TimeSpan
        var served: UInt64 = 0
        var rejected: UInt64 = 0
        var failed: UInt64 = 0
        var retries: UInt64 = 0
        var late: UInt64 = 0
        var longestWait = TimeSpan.zero
        var mostWaiting = 0
        var busySeconds = 0.0

        var meanBusy: Double { busySeconds / length.seconds }

        init(_ slices: ArraySlice<Timeline.Slice>, interval: TimeSpan) {
            start = slices[slices.startIndex].start
            length = TimeSpan(nanoseconds: interval.nanoseconds * Int64(slices.count))
            for slice in slices {
                served += slice.requests.served
                rejected += slice.requests.rejected
                failed += slice.requests.failed + slice.requests.abandoned
                retries += slice.retries
                late += slice.late
                longestWait = max(longestWait, slice.longestWait)
                mostWaiting = max(mostWaiting, slice.mostWaiting)
                busySeconds += slice.busySeconds
            }
        }
    }

    private func stretches(atMost count: Int) -> [Stretch] {
        let slices = result.timeline
        let size = max(1, (slices.count + count - 1) / count)
        return stride(from: 0, to: slices.count, by: size).map { first in
            Stretch(slices[first..<min(slices.count, first + size)], interval: result.interval)
        }
    }

    var section: ReportDocument.Section {
        let rows = stretches(atMost: Self.rows)
        let bars = stretches(atMost: Self.bars)
        let table = Table(
            of: rows,
            [
                .text("from (UTC)") { Phrase($0.start.minuteText) },
                .count("served") { $0.served }, .count("rejected") { $0.rejected },
                .count("failed or left") { $0.failed }, .count("retries") { $0.retries },
                .count("late") { $0.late },
                TableField("longest wait", .count) {
                    .text(Phrase(SpanText.brief($0.longestWait)))
                },
                .count("most waiting") { UInt64($0.mostWaiting) },
                TableField("worked on", .count) {
                    .text(Phrase(Numbers.fixed($0.meanBusy, decimals: 1)))
                },
            ])
        return ReportDocument.Section(
            title: "Over time",
            blocks: charts(bars) + [
                .table(table),
                .paragraph(
                    """
                    Requests count where they came in, whenever they ended; retries, waits and work \
                    count where they happened.
                    """),
            ])
    }

    private func charts(_ stretches: [Stretch]) -> [ReportDocument.Block] {
        guard stretches.count >= 3 else { return [] }
        let labels = stretches.map { String($0.start.minuteText.dropFirst(5)) }
        let length = SpanText.brief(stretches[0].length)
        let parts: [(Phrase, (Stretch) -> UInt64)] = [
            ("served", \.served), ("rejected", \.rejected), ("failed or left", \.failed),
            ("retries", \.retries),
        ]
        let shown = parts.filter { part in stretches.contains { part.1($0) > 0 } }
        return [
            .chart(
                Chart(
                    title: "Requests over time",
                    summary: """
                        What became of the requests that came in in each \(length), and how many \
                        were tried again in it. Times are UTC.
                        """,
                    values: Chart.Axis("requests in \(length)"),
                    plot: .stackedBars(
                        labels: labels,
                        series: shown.map { part in
                            Chart.Series(
                                name: part.0, values: stretches.map { Double(part.1($0)) })
                        }))),
            .chart(
                Chart(
                    title: "Waits over time",
                    summary: "The longest wait of a request on which work began in each \(length).",
                    values: Chart.Axis("seconds"),
                    plot: .lines(
                        x: Chart.Axis("hours since \(stretches[0].start.minuteText) UTC"),
                        series: [curve("longest wait", stretches) { $0.longestWait.seconds }]))),
        ]
    }

    private func curve(
        _ name: Phrase, _ stretches: [Stretch], _ value: (Stretch) -> Double
    ) -> Chart.Curve {
        Chart.Curve(
            name: name,
            points: stretches.map {
                (x: ($0.start - stretches[0].start).seconds / 3600, y: value($0))
            })
    }
}

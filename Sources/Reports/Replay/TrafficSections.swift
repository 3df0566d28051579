import Calls
import Pricing
import Replay

/// What was read, and what was assumed about it.
struct TrafficSections {
    typealias Section = ReportDocument.Section

    let result: ReplayResult

    var all: [Section] { [traffic, sources, skipped, removed, assumptions] }

    // MARK: Traffic

    private struct Quantity {
        let label: Phrase
        let count: UInt64
        var isAlwaysShown = false
    }

    private var quantities: [Quantity] {
        let traffic = result.traffic
        let usage = traffic.usage
        return [
            Quantity(label: "requests", count: traffic.requests, isAlwaysShown: true),
            Quantity(label: "operations", count: traffic.operations, isAlwaysShown: true),
            Quantity(label: "failed requests", count: traffic.failed),
            Quantity(label: "requests of unknown usage", count: traffic.unknownUsage),
            Quantity(label: "input tokens", count: usage.totalInput, isAlwaysShown: true),
            Quantity(label: "of which read from a cache", count: usage.cacheRead),
            Quantity(label: "of which cached for 5 minutes", count: usage.cacheWrite5m),
            Quantity(label: "of which cached for 1 hour", count: usage.cacheWrite1h),
            Quantity(label: "output tokens", count: usage.output, isAlwaysShown: true),
            Quantity(label: "of which reasoning", count: usage.reasoning),
        ]
    }

    private var traffic: Section {
        let shown = quantities.filter { $0.isAlwaysShown || $0.count > 0 }
        let table = Table(of: shown, [.text("traffic") { $0.label }, .count("count") { $0.count }])
        return Section(title: "Traffic", blocks: [.table(table)])
    }

    // MARK: Sources

    private static let namedFiles = 5

    private var sources: Section {
        Section(title: "Sources", blocks: [.list([files, period].compactMap { $0 } + prices)])
    }

    private var files: Phrase? {
        let source = result.source
        guard !source.files.isEmpty else { return nil }
        let more = source.files.count - Self.namedFiles
        let names =
            source.files.prefix(Self.namedFiles).map { Phrase.name($0) }
            + (more > 0 ? ["\(Numbers.counted(UInt64(more), "more file"))"] : [])
        let formats = source.formats.isEmpty ? "" : " (\(source.formats.joined(separator: ", ")))"
        return "read from \(Phrase.list(names))\(formats)"
    }

    private var period: Phrase? {
        result.period.map { period in
            "from \(period.lowerBound.rfc3339) to \(period.upperBound.rfc3339)"
        }
    }

    private var prices: [Phrase] {
        let tables = result.prices.tables
        return tables.map { table in
            let date = table.asOf.map { " as of \($0)" } ?? ""
            let start = tables.count > 1 ? table.effectiveFrom : nil
            let inForce = start.map { ", in force from \($0.rfc3339)" } ?? ""
            let exchange = table.exchange.map { ", converted at \($0)" } ?? ""
            let facts = "\(table.currency.code)\(date)\(inForce)\(exchange)"
            return
                "prices of \(name: table.name) in \(facts), SHA-256 \(table.sha256.prefix(12))…"
        }
    }

    // MARK: What was left out and what was assumed

    private var skipped: Section {
        let table = Table(
            of: result.source.skipped,
            [
                .text("reason") { Phrase($0.reason) },
                .count("lines") { UInt64($0.lines) },
                .name("first") { $0.first },
            ])
        return Section(title: "Skipped lines", blocks: [.table(table)])
    }

    private var removed: Section {
        let table = Table(
            of: result.source.removed,
            [.text("reason") { Phrase($0.reason) }, .count("records") { UInt64($0.records) }])
        return Section(title: "Records that are no calls of their own", blocks: [.table(table)])
    }

    private var assumptions: Section {
        Section(title: "Assumptions", blocks: [.list(result.assumptions.map { Phrase($0) })])
    }
}

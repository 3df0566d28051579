import Capacity
import Pricing

/// What became of requests and of attempts at each deployment, as tables.
struct CapacityDeployments {
    private typealias Station = (place: Int, station: CapacityResult.Station)

    private let stations: [Station]
    private let outcome: CapacityOutcome

    init(_ outcome: CapacityOutcome) {
        self.outcome = outcome
        stations = outcome.base.result.stations.enumerated().map {
            (place: $0.offset, station: $0.element)
        }
    }

    var section: ReportDocument.Section {
        ReportDocument.Section(
            title: "Deployments",
            blocks: [
                .table(requests),
                .paragraph(
                    """
                    Each request that came in, sent on by another deployment or not, was served, \
                    rejected, failed, was left by its caller or was sent on: the rows add up.
                    """),
                .table(attempts),
            ])
    }

    private var name: TableField<Station> { .name("deployment") { $0.station.deployment.name } }

    private var requests: Table {
        let stillHere = count("still here") { UInt64($0.present.total) }
        let fields: [TableField<Station>] = [
            name, .count("came in") { $0.station.requests.arrived },
            .count("served") { $0.station.requests.served },
            .count("rejected") { $0.station.requests.rejected },
        ]
        return Table(
            of: stations,
            fields + count("failed", \.requests.failed) + count("left", \.requests.abandoned)
                + count("sent on", \.attempts.sentOn) + stillHere)
    }

    private var attempts: Table {
        let counts =
            count("attempts", \.attempts.ended) + count("retried", \.attempts.retried)
            + count("over quota") { $0.attempts.overQuota.reduce(0, +) }
            + count("too large", \.attempts.tooLarge) + count("no place", \.attempts.noPlace)
            + count("waited too long", \.attempts.waitedTooLong)
            + count("timed out", \.attempts.timedOut) + count("failed", \.attempts.failed)
            + count("left the queue", \.attempts.abandoned)
        return Table(of: stations, [name] + counts + load)
    }

    private var load: [TableField<Station>] {
        let costs = outcome.base.cost.byDeployment
        return [
            TableField("utilisation", .count) { row in
                row.station.utilisation.map {
                    .text(Phrase("\(Numbers.fixed($0 * 100, decimals: 1)) %"))
                } ?? .none
            },
            .count("most at once") { UInt64($0.station.mostBusy) },
            .count("longest queue") { UInt64($0.station.mostWaiting) },
            .cost("cost", outcome.study.prices.currency) { costs[$0.place] },
        ]
    }

    /// A column, unless there is nothing in it.
    private func count(
        _ title: Phrase, _ value: @escaping (CapacityResult.Station) -> UInt64
    ) -> [TableField<Station>] {
        guard stations.contains(where: { value($0.station) > 0 }) else { return [] }
        return [.count(title) { value($0.station) }]
    }
}

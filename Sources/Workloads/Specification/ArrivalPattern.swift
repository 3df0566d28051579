import Documents
import Foundation
import Pricing

/// When a client's calls arrive.
struct ArrivalPattern: Sendable {
    let process: RenewalProcess
    let rate: CalendarRate

    private static let keys = ["process", "cv", "daily", "weekly", "spikes"]
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// A pattern.
    ///
    /// - Parameters:
    ///   - own: What the client states itself; the rate is that of all.
    ///   - common: What the file states for all.
    ///   - share: The client's part of the rate.
    ///   - period: When the workload runs; its zone is that of the cycles.
    /// - Throws: The first fault.
    init(
        own: Node?, common: Node, share: Double, _ period: StatedPeriod
    ) throws(DocumentError) {
        let ownFields = try own?.fields(Self.keys)
        let fields = try common.fields(["rate"] + Self.keys)
        func node(_ key: String) -> Node? { ownFields?.optional(key) ?? fields.optional(key) }

        let statesProcess = ownFields?.optional("process") != nil
        process = try Self.process(
            node("process"),
            cv: ownFields?.optional("cv") ?? (statesProcess ? nil : fields.optional("cv")))
        let daily = try node("daily")?.weights(count: 24) ?? Array(repeating: 1, count: 24)
        let weekly = try Self.weekly(node("weekly"))
        rate = CalendarRate(
            mean: try fields.required("rate").rate() * share / 1e9,
            daily: Self.relative(daily), weekly: Self.relative(weekly),
            spikes: try Self.spikes(node("spikes"), period), zone: period.zone)
    }

    private static func process(
        _ node: Node?, cv: Node?
    ) throws(DocumentError) -> RenewalProcess {
        guard let node, case let family = try node.choice(of: RenewalProcess.Family.self),
            family != .poisson
        else {
            guard let cv else { return RenewalProcess(.poisson) }
            throw cv.error("is stated for a Poisson process, whose cv is 1; name another process")
        }
        guard let cv else {
            throw node.error("has no cv beside it; expected one such as cv: 2.5")
        }
        return RenewalProcess(family, variation: try cv.number(within: RenewalProcess.variations))
    }

    private static func weekly(_ node: Node?) throws(DocumentError) -> [Double] {
        var weights = Array(repeating: 1.0, count: 7)
        guard let node else { return weights }
        let fields = try node.fields(weekdays)
        for (day, name) in weekdays.enumerated() {
            weights[day] = try fields.optional(name)?.weight() ?? 1
        }
        guard weights.contains(where: { $0 > 0 }) else {
            throw node.error("leaves no day with calls; expected a weight above 0")
        }
        return weights
    }

    /// Factors in the same proportion whose mean is 1.
    private static func relative(_ weights: [Double]) -> [Double] {
        let mean = weights.reduce(0, +) / Double(weights.count)
        return weights.map { $0 / mean }
    }

    private static func spikes(
        _ node: Node?, _ period: StatedPeriod
    ) throws(DocumentError) -> [CalendarRate.Spike] {
        guard let node else { return [] }
        return try node.list().map { (node) throws(DocumentError) in
            let spike = try Self.spike(node, period.zone)
            guard let bounds = period.bounds, !spike.period.overlaps(bounds) else { return spike }
            throw node.error(
                "reaches from \(spike.text), and the workload from "
                    + "\(Timestamp(nanoseconds: bounds.lowerBound)) to "
                    + "\(Timestamp(nanoseconds: bounds.upperBound)); expected a spike within it")
        }
    }

    private static func spike(
        _ node: Node, _ zone: TimeZone
    ) throws(DocumentError) -> CalendarRate.Spike {
        let fields = try node.fields(["at", "for", "times"])
        let start = try fields.required("at").instant(in: zone).nanoseconds
        let length = try fields.required("for").duration().nanoseconds
        let (end, isBeyond) = start.addingReportingOverflow(length)
        return CalendarRate.Spike(
            period: start..<(isBeyond ? .max : end),
            times: try fields.required("times").number(within: 0...1_000_000), place: node.place)
    }
}

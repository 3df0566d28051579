package import ArgumentParser
package import Foundation
package import Pricing

/// The period that is looked at, and the zone in which days are cut.
package struct TimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only calls from this time on.",
            discussion: "A date (the whole day) or a time by RFC 3339.", valueName: "time"))
    package var from: String?

    @Option(
        help: ArgumentHelp(
            "Only calls up to this date (the whole day), or before this time.", valueName: "time"))
    package var to: String?

    @Option(
        help: ArgumentHelp(
            "The time zone of days, hours and dates, such as Europe/Berlin.", valueName: "zone"))
    package var timezone = "UTC"

    @Option(
        help: ArgumentHelp(
            "Prices every call as if it were made then, instead of at its own time.",
            discussion: """
                A date is its first instant in UTC, as in price tables; off-peak hours stay those of \
                each call.
                """,
            valueName: "time"))
    package var priceAt: String?

    package init() {}

    /// The instant that stands for every call's, where one is given.
    package func pricingInstant() throws -> Timestamp? {
        try priceAt.map { try Self.instant($0, option: "--price-at", .gmt, daysLater: 0) }
    }

    package func zone() throws -> TimeZone {
        if timezone == "UTC" { return .gmt }
        guard let zone = TimeZone(identifier: timezone) else {
            throw ValidationError(
                "--timezone \(timezone): unknown; expected a name such as Europe/Berlin or UTC")
        }
        return zone
    }

    /// The first instant inside, and the first instant after; nil where there is no limit.
    package func period() throws -> (from: Timestamp?, to: Timestamp?) {
        let zone = try zone()
        let start = try from.map { try Self.instant($0, option: "--from", zone, daysLater: 0) }
        let end = try to.map { try Self.instant($0, option: "--to", zone, daysLater: 1) }
        if let start, let end, start >= end {
            throw ValidationError("--from \(from ?? "") is not before --to \(to ?? "")")
        }
        return (start, end)
    }

    /// By what time a chart of the period tells calls apart: minutes where it is a day at most.
    package func chartedBy() throws -> String {
        guard case (let from?, let to?) = try period(),
            to.nanoseconds - from.nanoseconds <= 86_400_000_000_000
        else { return "hour" }
        return "minute"
    }

    /// The instant that a date or time of an option names.
    package static func instant(
        _ text: String, option: String, _ zone: TimeZone, daysLater: Int
    ) throws -> Timestamp {
        if let time = Timestamp(rfc3339: text) { return time }
        guard let day = Timestamp(date: text) else {
            throw ValidationError(
                "\(option) \(text): expected a date such as 2026-01-05 or a time such as "
                    + "2026-01-05T08:15:30Z")
        }
        return startOfDay(day, zone, daysLater: daysLater)
    }

    /// The instant at which the named day, or a later one, begins in the zone; where the clocks
    /// skip midnight, that is when they jump.
    private static func startOfDay(
        _ midnightUTC: Timestamp, _ zone: TimeZone, daysLater: Int
    ) -> Timestamp {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let noonUTC = midnightUTC.nanoseconds / 1_000_000_000 + (Int64(daysLater) * 24 + 12) * 3600
        let near = Date(timeIntervalSince1970: TimeInterval(noonUTC))
        let noon = noonUTC - Int64(zone.secondsFromGMT(for: near))
        let start = calendar.startOfDay(for: Date(timeIntervalSince1970: TimeInterval(noon)))
        return Timestamp(nanoseconds: Int64(start.timeIntervalSince1970) * 1_000_000_000)
    }
}

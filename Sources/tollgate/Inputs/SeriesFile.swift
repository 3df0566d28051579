import Console
import Documents
import Foundation
import Pricing
import Replay

/// A history that a person keeps, such as that of a bill: a CSV file with a time or date column and
/// one or more of requests, tokens and spend.
struct SeriesFile {
    private let table: CSVTable
    private let timeColumn: String
    private let entries: [Entry]
    /// Columns that are not read.
    let ignored: [String]

    private struct Entry {
        let row: CSVTable.Row
        let time: Timestamp
        let isDate: Bool
        let totals: PeriodTotals
    }

    private static let timeColumns = ["time", "date"]
    private static let measures = ["requests", "tokens", "spend"]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - zone: The zone of its dates.
    /// - Throws: `DocumentError` with the line of a fault.
    init(_ path: String, zone: TimeZone) throws {
        table = try CSVTable(text: TextFile.read(path), name: path)
        let times = table.columns.filter(Self.timeColumns.contains)
        guard times.count == 1 else {
            throw table.headerError("has \(times.count) columns time or date; expected one")
        }
        let measures = table.columns.filter(Self.measures.contains)
        guard !measures.isEmpty else {
            throw table.headerError(
                "has none of the columns requests, tokens and spend; expected one at least")
        }
        timeColumn = times[0]
        ignored = table.columns.filter { !times.contains($0) && !measures.contains($0) }
        let columns = (time: times[0], measures: measures)
        entries = try table.rows.map { row in
            let (time, isDate) = try Self.time(row, columns.time, zone)
            return Entry(
                row: row, time: time, isDate: isDate,
                totals: try Self.totals(row, columns.measures))
        }.sorted { $0.time < $1.time }
        guard !entries.isEmpty else {
            throw table.headerError("is followed by no rows; expected one a period")
        }
    }

    private static func time(
        _ row: CSVTable.Row, _ column: String, _ zone: TimeZone
    ) throws -> (Timestamp, isDate: Bool) {
        guard let text = row[column] else {
            throw row.error(in: column, "is empty; expected a date or a time")
        }
        if let time = Timestamp(rfc3339: text) { return (time, false) }
        guard let midnight = Timestamp(date: text) else {
            throw row.error(
                in: column,
                "is \"\(text)\"; expected a date such as 2026-01-05 or a time such as "
                    + "2026-01-05T08:00:00Z")
        }
        let days = PeriodClock(.day, LocalClock(zone), near: midnight)
        let day = PeriodClock(.day, LocalClock(.gmt), near: midnight).period(of: midnight)
        return (days.start(of: day), true)
    }

    private static func totals(_ row: CSVTable.Row, _ columns: [String]) throws -> PeriodTotals {
        var totals = PeriodTotals()
        if columns.contains("requests") { totals.requests = try count(row, "requests") }
        if columns.contains("tokens") { totals.tokens = try count(row, "tokens") }
        if columns.contains("spend") { totals.spend = try amount(row, "spend") }
        return totals
    }

    private static func count(_ row: CSVTable.Row, _ column: String) throws -> UInt64 {
        let text = try cell(row, column)
        guard let count = DecimalNumber(text)?.scaled(to: 0).flatMap({ UInt64(exactly: $0) }) else {
            throw row.error(in: column, "is \"\(text)\"; expected a whole number, 0 or more")
        }
        return count
    }

    private static func amount(_ row: CSVTable.Row, _ column: String) throws -> Money {
        let text = try cell(row, column)
        guard let amount = DecimalNumber(text).flatMap({ Money(exactly: $0) }), amount >= .zero
        else {
            throw row.error(
                in: column, "is \"\(text)\"; expected an amount such as 12.50, 0 or more")
        }
        return amount
    }

    private static func cell(_ row: CSVTable.Row, _ column: String) throws -> String {
        guard let text = row[column] else {
            throw row.error(in: column, "is empty; expected a number, 0 where there was nothing")
        }
        return text
    }
}

extension SeriesFile {
    /// The rows as periods, all rows of one together.
    ///
    /// - Parameters:
    ///   - length: How long a period is.
    ///   - time: The zone and the bounds.
    /// - Returns: The periods.
    /// - Throws: `DocumentError` where a period has no row: what is not known is no zero.
    func history(every length: PeriodLength, _ time: TimeOptions) throws -> PeriodHistory {
        let (from, to) = try time.period()
        let entries = entries.filter {
            $0.time >= from ?? $0.time && to.map($0.time.isBefore) ?? true
        }
        guard let first = entries.first, let last = entries.last else {
            throw CommandError("\(table.name): no row lies between --from and --to")
        }
        if length == .hour, let dated = entries.first(where: \.isDate) {
            throw dated.row.error(in: timeColumn, "is a date, which tells no hour; use --every day")
        }
        let clock = PeriodClock(length, LocalClock(try time.zone()), near: first.time)
        var totals: [Int: PeriodTotals] = [:]
        var previous: Int?
        for entry in entries {
            let period = clock.period(of: entry.time)
            if let previous, period > previous + 1 {
                throw entry.row.error(
                    in: timeColumn,
                    "follows a gap: no row tells of \(clock.label(previous + 1)); expected one a "
                        + "\(length.rawValue), with 0 where there was nothing")
            }
            previous = period
            if totals[period] == nil {
                totals[period] = entry.totals
            } else {
                totals[period]? += entry.totals
            }
        }
        let end = Timestamp(nanoseconds: last.time.nanoseconds + resolution(entries))
        return PeriodHistory(
            totals, clock,
            covering: PeriodHistory.Cover(
                calls: first.time...end,
                from: from.flatMap {
                    clock.period(of: $0) == clock.period(of: first.time) ? $0 : nil
                },
                to: to.flatMap { $0 <= Self.end(of: last.time, clock) ? $0 : nil }))
    }

    /// Where the period of a row ends; of what comes later no row tells.
    private static func end(of time: Timestamp, _ clock: PeriodClock) -> Timestamp {
        clock.start(of: clock.period(of: time) + 1)
    }

    /// The time that a row tells of: the least distance of two.
    private func resolution(_ entries: [Entry]) -> Int64 {
        zip(entries.dropFirst(), entries).map { $0.time.nanoseconds - $1.time.nanoseconds }
            .filter { $0 > 0 }.min() ?? 0
    }
}

extension Timestamp {
    fileprivate func isBefore(_ other: Timestamp) -> Bool { self < other }
}

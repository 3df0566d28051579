/// Hours of the week, in UTC.
public struct OffPeakHours: Hashable, Sendable {
    /// Hours that recur on some weekdays.
    public struct Rule: Hashable, Sendable {
        /// Days by number, Monday is 1.
        public let days: Set<Int>
        /// Minutes of the day in UTC; a span whose end is not after its start runs past midnight.
        public let spans: [Span]
    }

    /// From one minute of the day up to another.
    public struct Span: Hashable, Sendable {
        /// The first minute.
        public let start: Int
        /// The minute after the last; 0 is midnight.
        public let end: Int

        func contains(_ minute: Int) -> Bool {
            start < end ? start <= minute && minute < end : start <= minute || minute < end
        }
    }

    /// The hours; any rule suffices.
    public let rules: [Rule]
    /// How far the clock by which weekdays begin is ahead of UTC, in minutes.
    public let weekdayOffsetMinutes: Int

    static let minutesPerDay = 1_440
    static let minutesPerWeek = 10_080

    /// Whether a minute of the week is among the hours.
    func contains(_ minute: WeekMinute) -> Bool {
        let local = WeekMinute(shifting: minute, by: weekdayOffsetMinutes)
        let weekday = local.value / Self.minutesPerDay + 1
        let minuteOfDay = minute.value % Self.minutesPerDay
        return rules.contains { rule in
            rule.days.contains(weekday) && rule.spans.contains { $0.contains(minuteOfDay) }
        }
    }
}

/// A minute of the week in UTC; Monday begins with 0.
public struct WeekMinute: Hashable, Sendable {
    let value: Int

    init(_ value: Int) { self.value = value }

    init(shifting minute: WeekMinute, by minutes: Int) {
        let week = OffPeakHours.minutesPerWeek
        value = ((minute.value + minutes) % week + week) % week
    }

    /// The minute of an instant; 1970 began on a Thursday.
    @inline(__always)
    init(nanoseconds: Int64) {
        let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60_000_000_000)
        let thursday = Int64(3 * OffPeakHours.minutesPerDay)
        let week = Int64(OffPeakHours.minutesPerWeek)
        let minute = (minutes - (rest < 0 ? 1 : 0) + thursday) % week
        value = Int(minute < 0 ? minute + week : minute)
    }
}

extension OffPeakRates: CustomStringConvertible {
    /// The rates per million tokens and when they apply, in UTC.
    public var description: String {
        let rates = Meter.allCases.compactMap { meter in
            self.rates[meter].map { "\(meter.rawValue) \($0.perMillionTokens)" }
        }
        return "\(rates.joined(separator: " ")) \(hours)"
    }
}

extension OffPeakHours: CustomStringConvertible {
    /// The hours by weekday, such as `00:00-01:00 UTC on days 1 2 3`; Monday is 1.
    public var description: String {
        let zone = weekdayOffsetMinutes == 0 ? "" : " of UTC\(Self.offset(weekdayOffsetMinutes))"
        return rules.map { rule in
            let spans = rule.spans.map(\.description)
            let days = rule.days.sorted().map(String.init).joined(separator: " ")
            let when = rule.days.count == 7 ? "every day" : "on days \(days)\(zone)"
            return "at \(spans.joined(separator: " ")) UTC \(when)"
        }.joined(separator: ", ")
    }

    static func offset(_ minutes: Int) -> String {
        (minutes < 0 ? "-" : "+") + time(abs(minutes))
    }

    static func time(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

extension OffPeakHours.Span: CustomStringConvertible {
    /// The span in UTC, such as `16:30-00:30`.
    public var description: String {
        "\(OffPeakHours.time(start))-\(OffPeakHours.time(end))"
    }
}

import Documents
import Foundation

/// A rate with a daily and a weekly cycle, as clocks of a zone show them, and spikes.
struct CalendarRate: RateCurve {
    /// A time in which the rate is a multiple of the usual one.
    struct Spike: Sendable {
        /// Nanoseconds since 1970.
        let period: Range<Int64>
        let times: Double
        /// Where the file states it.
        let place: Place
    }

    /// Arrivals a nanosecond, on average over a week without spikes.
    let mean: Double
    /// One factor an hour of the day; their mean is 1.
    let daily: [Double]
    /// One factor a day of the week, Monday first; their mean is 1.
    let weekly: [Double]
    let spikes: [Spike]
    let zone: TimeZone

    /// Offsets from UTC change at quarters of an hour.
    private static let quarter: Int64 = 900_000_000_000

    /// The same at a multiple of the rate.
    func scaled(by factor: Double) -> CalendarRate {
        CalendarRate(
            mean: mean * factor, daily: daily, weekly: weekly, spikes: spikes, zone: zone)
    }

    func piece(at time: Int64) -> RatePiece {
        let start = time.floored(to: Self.quarter)
        var (end, rate) = (start + Self.quarter, mean * cycle(atSecond: start / 1_000_000_000))
        for spike in spikes {
            if spike.period.contains(time) { rate *= spike.times }
            for bound in [spike.period.lowerBound, spike.period.upperBound] where bound > time {
                end = min(end, bound)
            }
        }
        return RatePiece(end: end, rate: rate)
    }

    /// What the hour and the day make of the mean.
    private func cycle(atSecond second: Int64) -> Double {
        let date = Date(timeIntervalSince1970: TimeInterval(second))
        let local = second + Int64(zone.secondsFromGMT(for: date))
        let day = local.floored(to: 86_400) / 86_400
        // 1970-01-01 was a Thursday.
        let weekday = (day + 3) - (day + 3).floored(to: 7)
        return daily[Int((local - day * 86_400) / 3600)] * weekly[Int(weekday)]
    }
}

extension Int64 {
    /// The largest multiple of a unit that is not above the number.
    func floored(to unit: Int64) -> Int64 {
        let rest = self % unit
        return self - (rest < 0 ? rest + unit : rest)
    }
}

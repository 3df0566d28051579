/// A day of the Gregorian calendar.
@frozen
public struct CivilDay: Hashable, Sendable {
    /// The year, such as 2026.
    public let year: Int
    /// The month from 1 to 12.
    public let month: Int
    /// The day of the month from 1.
    public let day: Int

    /// A day by its parts, which are not checked.
    @inlinable
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that
/// the leap day comes last, and repeat every 400 years of 146,097 days.
extension Timestamp {
    /// The days from 1970-01-01 to a day of our era; negative before it.
    @inlinable
    public static func days(fromCivil date: CivilDay) -> Int {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let monthFromMarch = date.month > 2 ? date.month - 3 : date.month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    /// The day that lies a number of days after 1970-01-01.
    public static func civil(fromDays days: Int) -> CivilDay {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return CivilDay(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

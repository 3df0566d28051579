extension Timestamp: CustomStringConvertible {
    /// The instant in UTC, such as `2026-01-05T08:15:30.123Z`.
    ///
    /// A fraction has three, six or nine digits, as many as it needs, and none where it is zero.
    public var rfc3339: String {
        let (seconds, fraction) = nanoseconds.floored(by: Timestamp.nanosecondsPerSecond)
        let (days, second) = seconds.floored(by: Timestamp.secondsPerDay)
        let date = Timestamp.civil(fromDays: Int(days))
        let day = "\(date.year)-\(padded(date.month))-\(padded(date.day))"
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded(Int($0)) }
        return "\(day)T\(time.joined(separator: ":"))\(fractionText(Int(fraction)))Z"
    }

    /// The instant in UTC as RFC 3339.
    public var description: String { rfc3339 }

    /// The date alone where the instant is midnight.
    var brief: String {
        let midnight = "T00:00:00Z"
        return rfc3339.hasSuffix(midnight) ? String(rfc3339.dropLast(midnight.count)) : rfc3339
    }
}

private func fractionText(_ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    let digits = padded(nanoseconds, to: 9)
    if nanoseconds % 1_000_000 == 0 { return "." + digits.prefix(3) }
    return "." + (nanoseconds % 1_000 == 0 ? digits.prefix(6) : digits[...])
}

private func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

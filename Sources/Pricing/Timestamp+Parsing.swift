extension Timestamp {
    /// The instant of an RFC 3339 text such as `2026-01-05T08:15:30.123Z`, or nil for any other.
    ///
    /// See ``parse(_:zonelessIsUTC:)`` for what is allowed.
    public init?(rfc3339 text: String) {
        var text = text
        guard let parsed = text.withUTF8({ Timestamp.parse($0) }) else { return nil }
        self = parsed
    }

    /// Midnight UTC of a day such as `2026-01-05`, or nil for any other text.
    public init?(date text: String) {
        guard text.utf8.count == 10 else { return nil }
        self.init(rfc3339: text + "T00:00:00Z")
    }

    /// The instant that RFC 3339 bytes spell out, or nil where they spell none.
    ///
    /// Date and time are separated by `T`, `t` or a blank. The fraction may have any length and is
    /// cut after nine digits; the second 60 is the first of the next minute. The offset may be hours
    /// alone, as PostgreSQL writes it (`+00`).
    ///
    /// - Parameters:
    ///   - bytes: The text without quotes or blanks around it.
    ///   - zonelessIsUTC: Whether a text that states no offset is taken as UTC or refused.
    /// - Returns: The instant, or nil.
    public static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, zonelessIsUTC: Bool = false
    ) -> Timestamp? {
        guard let fields = TimestampFields(bytes), isReal(fields.date), fields.isTimeOfDay else {
            return nil
        }
        var position = 19
        guard let fraction = fraction(in: bytes, at: &position),
            let offset = offset(in: bytes, at: &position, absentIsUTC: zonelessIsUTC),
            position == bytes.count
        else { return nil }
        let minutes = (days(fromCivil: fields.date) * 24 + fields.hour) * 60 + fields.minute
        let seconds = Int64((minutes - offset) * 60 + fields.second)
        return Timestamp(nanoseconds: seconds * nanosecondsPerSecond + fraction)
    }

    @inline(__always)
    private static func isReal(_ date: CivilDay) -> Bool {
        guard (1678...2261).contains(date.year), (1...12).contains(date.month) else { return false }
        return date.day >= 1 && (date.day <= 28 || date.day <= length(ofMonth: date))
    }

    private static func length(ofMonth date: CivilDay) -> Int {
        switch date.month {
        case 2: isLeap(date.year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The fraction in nanoseconds; zero where there is none, nil where it has no digits.
    @inline(__always)
    private static func fraction(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int
    ) -> Int64? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return 0 }
        let start = position + 1
        position = start
        var value: Int64 = 0
        while position < bytes.count, case let digit = bytes[position] &- asciiZero, digit <= 9 {
            if position < start + 9 { value = value &* 10 &+ Int64(digit) }
            position += 1
        }
        return position > start ? value * powerOfTen(9 - min(9, position - start)) : nil
    }

    /// The offset from UTC in minutes.
    @inline(__always)
    private static func offset(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, absentIsUTC: Bool
    ) -> Int? {
        guard position < bytes.count else { return absentIsUTC ? 0 : nil }
        let sign = bytes[position]
        if sign | 0x20 == UInt8(ascii: "z") {
            position += 1
            return 0
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            position + 3 <= bytes.count, let hours = pair(in: bytes, at: position + 1), hours < 24
        else { return nil }
        position += 3
        guard let minutes = minutes(in: bytes, at: &position) else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// The minutes behind the hours of an offset; zero at the end, nil where they are no minutes.
    @inline(__always)
    private static func minutes(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int
    ) -> Int? {
        guard position < bytes.count else { return 0 }
        guard position + 3 <= bytes.count, bytes[position] == UInt8(ascii: ":"),
            let minutes = pair(in: bytes, at: position + 1), minutes < 60
        else { return nil }
        position += 3
        return minutes
    }
}

@inline(__always)
private func powerOfTen(_ exponent: Int) -> Int64 {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1_000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    default: 100_000_000
    }
}

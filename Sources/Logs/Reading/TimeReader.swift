import Pricing

/// Reads points in time by RFC 3339; logs repeat the day, so the one met last is compared as a
/// whole, and only the time of day is read.
struct TimeReader {
    /// Bytes of a day with the quote before it and the `T` behind it.
    private static let dayLength = 12

    private let mask = ShortBytes.Mask(count: dayLength)
    private var day = ShortBytes.unmatched
    /// Nanoseconds from the beginning of 1970 to the day.
    private var midnight: Int64 = 0

    /// A point in time, or nil for null.
    @inline(__always)
    mutating func read(
        _ field: StaticString, _ cursor: inout JSONCursor
    ) throws(BadLine) -> Timestamp? {
        guard ShortBytes(cursor.at, mask) == day, let clock = ClockText(cursor.at + Self.dayLength)
        else { return try readAny(field, &cursor) }
        cursor.at += Self.dayLength + ClockText.length
        return Timestamp(nanoseconds: midnight &+ clock.nanoseconds)
    }

    @inline(never)
    private mutating func readAny(
        _ field: StaticString, _ cursor: inout JSONCursor
    ) throws(BadLine) -> Timestamp? {
        let start = cursor.at
        guard let time = try cursor.timestamp(field) else { return nil }
        let bytes = ShortBytes(start, mask)
        if bytes != day, start[Self.dayLength - 1] == UInt8(ascii: "T") {
            let text = UnsafeBufferPointer(start: start + 1, count: Self.dayLength - 2)
            if let midnight = Timestamp(date: String(decoding: text, as: UTF8.self)) {
                day = bytes
                self.midnight = midnight.nanoseconds
            }
        }
        return time
    }
}

/// A time of day like `08:15:30.123Z` with the quote behind it, read eight bytes at a time.
private struct ClockText {
    static let length = 14

    /// Nanoseconds since midnight.
    let nanoseconds: Int64

    /// Nil for any other form, and for the second 60.
    @inline(__always)
    init?(_ start: UnsafePointer<UInt8>) {
        // `00:00:00` and `00.000Z"`, the first byte lowest.
        guard
            let clock = Self.digits(
                start, like: 0x3030_3A30_303A_3030, slack: 0x7676_7F76_767F_7676),
            let rest = Self.digits(
                start + 6, like: 0x225A_3030_302E_3030, slack: 0x7F7F_7676_767F_7676)
        else { return nil }
        let pairs = clock &* 10 &+ clock >> 8
        let (hour, minute, second) = (pairs & 0xFF, pairs >> 24 & 0xFF, pairs >> 48 & 0xFF)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        let (tenths, hundredths) = (rest >> 24 & 0xFF, rest >> 32 & 0xFF)
        let milliseconds = tenths &* 100 &+ hundredths &* 10 &+ rest >> 40 & 0xFF
        let seconds = (hour &* 60 &+ minute) &* 60 &+ second
        nanoseconds = Int64(bitPattern: (seconds &* 1000 &+ milliseconds) &* 1_000_000)
    }

    /// Eight bytes with their digits as numbers and zeros between; nil where they differ from
    /// `text` in more than its digits.
    ///
    /// Adding `slack` sets the top bit of a byte that differs too much: by more than 9, or at all.
    @inline(__always)
    private static func digits(
        _ start: UnsafePointer<UInt8>, like text: UInt64, slack: UInt64
    ) -> UInt64? {
        let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
        let digits = UInt64(littleEndian: word) ^ text
        return (digits | (digits &+ slack)) & 0x8080_8080_8080_8080 == 0 ? digits : nil
    }
}

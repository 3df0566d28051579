let asciiZero = UInt8(ascii: "0")

/// The number that two digits spell out, or nil where they are none.
@inline(__always)
func pair(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let (tens, ones) = (bytes[index] &- asciiZero, bytes[index + 1] &- asciiZero)
    return tens <= 9 && ones <= 9 ? Int(tens &* 10 &+ ones) : nil
}

/// The first 19 bytes of a timestamp, read eight at a time.
struct TimestampFields {
    let date: CivilDay
    let hour: Int
    let minute: Int
    let second: Int

    /// Whether the clock can show it; 60 is a leap second.
    var isTimeOfDay: Bool { hour < 24 && minute < 60 && second <= 60 }

    @inline(__always)
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 19, isDateSeparator(bytes[10]), bytes[16] == UInt8(ascii: ":"),
            let date = DigitPairs(bytes, at: 0, like: .date),
            let time = DigitPairs(bytes, at: 8, like: .time),
            let second = pair(in: bytes, at: 17)
        else { return nil }
        let year = date.pair(at: 0) * 100 + date.pair(at: 2)
        self.date = CivilDay(year: year, month: date.pair(at: 5), day: time.pair(at: 0))
        self.hour = time.pair(at: 3)
        self.minute = time.pair(at: 6)
        self.second = second
    }
}

@inline(__always)
private func isDateSeparator(_ byte: UInt8) -> Bool {
    byte | 0x20 == UInt8(ascii: "t") || byte == UInt8(ascii: " ")
}

/// Which of eight bytes have to be digits, and what the others have to be.
private struct DigitPattern {
    /// The bytes of a valid text with `0` for every digit, the first byte lowest.
    let text: UInt64
    /// The bits of the bytes that may hold anything, as they are checked elsewhere.
    let unchecked: UInt64
    /// What sets a byte's highest bit if added to more than it may differ from `text`: 9 or 0.
    let slack: UInt64

    /// The pattern `0000-00-`.
    static let date = DigitPattern(
        text: 0x2D30_302D_3030_3030, unchecked: 0, slack: 0x7F76_767F_7676_7676)
    /// The pattern `00T00:00`.
    static let time = DigitPattern(
        text: 0x3030_3A30_3054_3030, unchecked: 0xFF_0000, slack: 0x7676_7F76_767F_7676)
}

/// The two-digit numbers in eight bytes.
private struct DigitPairs {
    /// In the byte of each digit, the number that it makes with the next one.
    private let pairs: UInt64

    @inline(__always)
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, like pattern: DigitPattern) {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: offset, as: UInt64.self)
        let digits = (UInt64(littleEndian: word) ^ pattern.text) & ~pattern.unchecked
        guard (digits | (digits &+ pattern.slack)) & 0x8080_8080_8080_8080 == 0 else { return nil }
        pairs = digits &* 10 &+ digits >> 8
    }

    @inline(__always)
    func pair(at index: Int) -> Int {
        Int(truncatingIfNeeded: pairs >> (8 * UInt64(index)) & 0xFF)
    }
}

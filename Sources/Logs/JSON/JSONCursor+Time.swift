import Documents
import Pricing

/// What a number counts that tells a time: so much since the beginning of 1970, UTC.
enum EpochUnit {
    case seconds
    case milliseconds
    case nanoseconds

    /// How many decimal places one of it has in nanoseconds.
    private var places: Int {
        switch self {
        case .seconds: 9
        case .milliseconds: 6
        case .nanoseconds: 0
        }
    }

    fileprivate var example: String {
        switch self {
        case .seconds: "seconds since 1970 such as 1767600930.123"
        case .milliseconds: "milliseconds since 1970 such as 1767600930123"
        case .nanoseconds: "nanoseconds since 1970 such as 1767600930123000000"
        }
    }

    /// The instant that a decimal number tells, exact to the nanosecond; nil where the text is no
    /// number or the instant cannot be held.
    func instant(_ digits: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        if let quick = quick(digits) { return quick }
        guard let number = DecimalNumber(String(decoding: digits, as: UTF8.self)),
            let count = number.rounded(to: places)
        else { return nil }
        return Int64(exactly: count).map { Timestamp(nanoseconds: $0) }
    }

    /// Up to 18 digits without sign and exponent, no finer than a nanosecond.
    private func quick(_ digits: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard digits.count > 0, digits.count <= 18 else { return nil }
        var value: Int64 = 0
        var decimals = -1
        for byte in digits {
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else if byte &- 0x30 < 10 {
                value = value &* 10 &+ Int64(byte &- 0x30)
                if decimals >= 0 { decimals += 1 }
            } else {
                return nil
            }
        }
        let whole = decimals < 0 ? digits.count : digits.count - decimals - 1
        guard decimals != 0, whole > 0 else { return nil }
        return scaled(value, by: places - max(decimals, 0))
    }

    private func scaled(_ value: Int64, by places: Int) -> Timestamp? {
        guard places >= 0 else { return nil }
        var nanoseconds = value
        for _ in 0..<places {
            let (product, isTooLarge) = nanoseconds.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return nil }
            nanoseconds = product
        }
        return Timestamp(nanoseconds: nanoseconds)
    }
}

extension JSONCursor {
    /// A point in time in any of the forms that logs use, or nil for null: a string by RFC 3339,
    /// UTC where it names no zone, or a count since 1970 as a number or a string.
    mutating func instant(
        _ field: StaticString, countedIn unit: EpochUnit
    ) throws(BadLine) -> Timestamp? {
        if takeNull() { return nil }
        let start = at
        if at.pointee == UInt8(ascii: "\"") {
            let written = try text()
            let time = written.withUnescaped {
                Timestamp.parse($0, zonelessIsUTC: true) ?? unit.instant($0)
            }
            if let time { return time }
        } else if isDigit(at.pointee) || at.pointee == UInt8(ascii: "-") {
            if let time = unit.instant(try number()) { return time }
        }
        at = start
        throw try wrongValue(
            field,
            expected: "a time: \(unit.example), or RFC 3339 such as \"2026-01-05T08:15:30Z\"")
    }
}

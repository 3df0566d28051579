import Pricing
import Testing

@testable import Logs

/// Times in all the forms that logs use, to the nanosecond.
@Suite("Times")
struct EpochTimeTests {
    private static func instant(_ json: String, _ unit: EpochUnit) throws -> Timestamp? {
        let line = Array(json.utf8) + [0x0A] + [UInt8](repeating: 0, count: JSONCursor.padding)
        return try line.withUnsafeBufferPointer { bytes throws(BadLine) in
            guard let start = bytes.baseAddress else { return nil }
            var cursor = JSONCursor(at: start)
            let time = try cursor.instant("t", countedIn: unit)
            try cursor.endOfLine()
            return time
        }
    }

    @Test(
        "counts since 1970",
        arguments: [
            ("0", .seconds, "1970-01-01T00:00:00Z"),
            ("1767600930", .seconds, "2026-01-05T08:15:30Z"),
            (#""1767600930""#, .seconds, "2026-01-05T08:15:30Z"),
            ("1767600930.0", .seconds, "2026-01-05T08:15:30Z"),
            ("1767600930.1", .seconds, "2026-01-05T08:15:30.100Z"),
            // A double holds neither of these.
            ("1795479582.698016", .seconds, "2026-11-24T00:19:42.698016Z"),
            ("1795479582.123456789", .seconds, "2026-11-24T00:19:42.123456789Z"),
            ("1795479582.1234567891", .seconds, "2026-11-24T00:19:42.123456789Z"),
            ("1795479582.69801600000000000000000", .seconds, "2026-11-24T00:19:42.698016Z"),
            ("1.76760093e9", .seconds, "2026-01-05T08:15:30Z"),
            ("-1.5", .seconds, "1969-12-31T23:59:58.500Z"),
            ("1767600930123", .milliseconds, "2026-01-05T08:15:30.123Z"),
            ("1767600930123.5", .milliseconds, "2026-01-05T08:15:30.123500Z"),
            ("1767600930123456789", .nanoseconds, "2026-01-05T08:15:30.123456789Z"),
            (#""1767600930123456789""#, .nanoseconds, "2026-01-05T08:15:30.123456789Z"),
            ("9223372036.854775807", .seconds, "2262-04-11T23:47:16.854775807Z"),
        ] as [(String, EpochUnit, String)])
    func counts(json: String, unit: EpochUnit, time: String) throws {
        #expect(try Self.instant(json, unit)?.rfc3339 == time)
    }

    @Test(
        "texts",
        arguments: [
            ("2026-11-24T00:19:42.690164+00:00", "2026-11-24T00:19:42.690164Z"),
            ("2026-11-24 01:19:42+01:00", "2026-11-24T00:19:42Z"),
            // Without a zone it is UTC; PostgreSQL drops zeros at the end.
            ("2026-11-24T00:19:42.69", "2026-11-24T00:19:42.690Z"),
            ("2026-11-24 00:19:42", "2026-11-24T00:19:42Z"),
        ])
    func texts(text: String, time: String) throws {
        #expect(try Self.instant("\"\(text)\"", .seconds)?.rfc3339 == time)
    }

    @Test("null is no time")
    func null() throws {
        #expect(try Self.instant("null", .seconds) == nil)
    }

    @Test(
        "what is no time",
        arguments: [
            ("1767600930123", .seconds), ("9223372036.854775808", .seconds),
            ("99999999999999999999", .nanoseconds), (#""""#, .seconds), (#""yesterday""#, .seconds),
            (#"".5""#, .seconds), (#""5.""#, .seconds), (#"".""#, .seconds), ("true", .seconds),
            (#""1,5""#, .seconds), ("[1]", .seconds), (#""2026-11-24""#, .seconds),
        ] as [(String, EpochUnit)])
    func noTime(json: String, unit: EpochUnit) {
        #expect(throws: BadLine.self) { try Self.instant(json, unit) }
    }
}

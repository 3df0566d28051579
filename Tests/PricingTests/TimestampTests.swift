import Foundation
import Pricing
import Testing

@Suite struct `A timestamp` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("2026-01-05T08:15:30.123Z", "2026-01-05T08:15:30.123Z"),
        ("2026-01-05t08:15:30z", "2026-01-05T08:15:30Z"),
        ("2026-01-05 08:15:30.5+00:00", "2026-01-05T08:15:30.500Z"),
        ("2026-01-05 08:15:30+00", "2026-01-05T08:15:30Z"),
        ("2026-01-05 08:15:30.123456-05", "2026-01-05T13:15:30.123456Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
        ("2025-12-31T23:30:00-05:30", "2026-01-01T05:00:00Z"),
        ("2023-11-16T18:15:46.6805900Z", "2023-11-16T18:15:46.680590Z"),
        ("2026-01-05T08:15:30.1234567899Z", "2026-01-05T08:15:30.123456789Z"),
        ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"),
        ("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("1678-01-01T00:00:00Z", "1678-01-01T00:00:00Z"),
        ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
        ("2261-12-31T23:59:60-23:59", "2262-01-01T23:59:00Z"),
    ])
    func `is read from RFC 3339 and written in UTC`(text: String, utc: String) {
        #expect(Timestamp(rfc3339: text)?.rfc3339 == utc)
    }

    @Test(arguments: [
        "", "2026-01-05", "2026-01-05T08:15:30", "2026-01-05T08:15Z", "2026-01-05T08:15:30.Z",
        "2026-1-05T08:15:30Z", "2026-13-05T08:15:30Z", "2026-00-05T08:15:30Z",
        "2026-02-29T08:15:30Z", "1900-02-29T08:15:30Z", "2026-04-31T08:15:30Z",
        "2026-01-00T08:15:30Z", "2026-01-05T24:00:00Z", "2026-01-05T08:60:30Z",
        "2026-01-05T08:15:61Z", "2026-01-05T08:15:30+24:00", "2026-01-05T08:15:30+01:60",
        "2026-01-05T08:15:30+0100", "2026-01-05T08:15:30+1", "2026-01-05T08:15:30+01:",
        "2026-01-05T08:15:30Z ",
        "2026-01-05T08:15:30,5Z", "1677-12-31T00:00:00Z", "2262-01-01T00:00:00Z",
        "2026/01/05T08:15:30Z", "2026-01-05_08:15:30Z", "２026-01-05T08:15:30Z",
    ])
    func `is nothing else`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `has digits and separators in their places and nothing else`() {
        let valid = Array("2011-11-11T11:11:11.1+11:11".utf8)
        for (index, byte) in valid.enumerated() {
            for other in UInt8.min...UInt8.max where other != byte {
                var bytes = valid
                bytes[index] = other
                let isRead = bytes.withUnsafeBufferPointer { Timestamp.parse($0) } != nil
                let mayBeRead = allowed(in: Character(Unicode.Scalar(byte))).contains(other)
                #expect(!isRead || mayBeRead, "byte \(other) at \(index)")
            }
        }
    }

    private func allowed(in place: Character) -> [UInt8] {
        switch place {
        case "1", "2", "0": Array("0123456789".utf8)
        case "T": Array("Tt ".utf8)
        case "+": Array("+-".utf8)
        default: []
        }
    }

    @Test func `without an offset is UTC only on request`() {
        let bytes = Array("2023-11-16 18:15:46.6805900".utf8)
        bytes.withUnsafeBufferPointer { bytes in
            #expect(Timestamp.parse(bytes) == nil)
            #expect(
                Timestamp.parse(bytes, zonelessIsUTC: true)?.rfc3339
                    == "2023-11-16T18:15:46.680590Z")
        }
    }

    @Test(arguments: [
        ("2026-01-05", "2026-01-05T00:00:00Z"), ("2026-02-30", nil), ("2026-01-05T", nil),
        ("20260105", nil),
    ])
    func `of a day is its midnight`(date: String, utc: String?) {
        #expect(Timestamp(date: date)?.rfc3339 == utc)
    }

    @Test func `agrees with Foundation on every day of its years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for days in stride(from: -106_650, to: 106_650, by: 97) {
            let date = Date(timeIntervalSince1970: Double(days) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let civil = Timestamp.civil(fromDays: days)
            #expect([civil.year, civil.month, civil.day] == [parts.year, parts.month, parts.day])
            #expect(Timestamp.days(fromCivil: civil) == days)
        }
    }

    @Test func `orders by time`() throws {
        let early = try #require(Timestamp(rfc3339: "2026-01-01T00:30:00+01:00"))
        let late = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
        #expect(early < late)
    }
}

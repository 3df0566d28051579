import Pricing
import Testing

@testable import Logs

/// A reader that remembers the day against the parser of single times.
@Suite("Times of a day met before")
struct TimeReaderTests {
    private func compare(_ text: [UInt8], _ reader: inout TimeReader) {
        var copy = reader
        let remembered = Line(text).read { cursor throws(BadLine) in
            let time = try copy.read("ts", &cursor)
            return (try? cursor.endOfLine()) == nil ? nil : time
        }
        reader = copy
        let parsed = Line(text).read { cursor throws(BadLine) in
            let time = try cursor.timestamp("ts")
            return (try? cursor.endOfLine()) == nil ? nil : time
        }
        #expect(remembered == parsed, "\(String(decoding: text, as: UTF8.self))")
    }

    @Test func `every byte at every place`() {
        let text = Array(#""2026-01-05T19:15:30.437Z""#.utf8)
        var reader = TimeReader()
        compare(text, &reader)
        for place in text.indices {
            for byte in UInt8.min ... .max where byte != 0x0A {
                var changed = text
                changed[place] = byte
                compare(changed, &reader)
                compare(text, &reader)
            }
        }
    }

    @Test func `every time of day to the second, with a fraction`() {
        var reader = TimeReader()
        for second in stride(from: 0, to: 86_400, by: 7) {
            let parts = [second / 3600, second / 60 % 60, second % 60].map { part in
                part < 10 ? "0\(part)" : "\(part)"
            }
            let fraction = String("\(1000 + second % 1000)".dropFirst())
            compare(
                Array("\"2026-12-31T\(parts.joined(separator: ":")).\(fraction)Z\"".utf8), &reader)
        }
    }

    @Test(arguments: [
        #""2026-01-05T24:00:00.000Z""#, #""2026-01-05T23:60:00.000Z""#,
        #""2026-01-05T23:59:60.000Z""#, #""2026-01-05T23:59:61.000Z""#,
        #""2026-01-05T08:15:30Z""#, #""2026-01-05T08:15:30.1234Z""#,
        #""2026-01-05T08:15:30.437+02:00""#, #""2026-01-05t08:15:30.437z""#,
        #""2026-01-05 08:15:30.437Z""#, #""2026-02-29T08:15:30.437Z""#,
        #""2024-02-29T08:15:30.437Z""#, #""1677-12-31T08:15:30.437Z""#,
        #""2261-12-31T23:59:59.999Z""#, #""2026-01-05T08:15:30.437Z" "#, "null", "5", #""""#,
    ])
    func `other forms between times of one day`(text: String) {
        var reader = TimeReader()
        for _ in 0..<2 {
            compare(Array(#""2026-01-05T08:15:30.437Z""#.utf8), &reader)
            compare(Array(text.utf8), &reader)
        }
    }
}

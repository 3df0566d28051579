import Documents
import Pricing
import Testing

@testable import Logs

/// Numbers that are read eight digits at a time, against numbers read digit by digit.
@Suite("Short numbers")
struct ShortNumberTests {
    @Test func `digits before any byte`() throws {
        for first in 0...9 {
            for count in 0...8 {
                let digits = (0..<count).map { UInt8(ascii: "0") + UInt8(($0 * 7 + first) % 10) }
                for byte in UInt8.min ... .max { try check(digits, before: byte) }
            }
        }
    }

    private func check(_ digits: [UInt8], before byte: UInt8) throws {
        let bytes = digits + [byte] + [UInt8](repeating: UInt8(ascii: "9"), count: 8)
        let run = try bytes.withUnsafeBufferPointer { DigitRun(try #require($0.baseAddress)) }
        guard !(0x30...0x39 ~= byte), !digits.isEmpty else {
            #expect(run.count == (0x30...0x39 ~= byte ? 8 : 0), "\(bytes)")
            return
        }
        let value = digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
        let unit = (digits.count..<8).reduce(UInt64(1)) { power, _ in power * 10 }
        #expect(run.count == digits.count, "\(bytes)")
        #expect(run.value == value && run.decimals == value * unit, "\(bytes)")
        #expect(run.isWhole == (digits.count == 1 || digits[0] != UInt8(ascii: "0")), "\(bytes)")
    }

    @Test(arguments: [
        "0", "9", "10", "999", "1000000", "9999999", "10000000", "99999999", "100000000",
        "281474976710655",
    ])
    func `counts of any length`(text: String) {
        for end in [",", "}", "]", " ", "\t", "\r", ""] {
            let count = Line(text + end).read { cursor throws(BadLine) in try cursor.count("n") }
            #expect(count == .success(UInt64(text)), "\(text)\(end)")
        }
    }

    /// A number ends where the grammar ends it; what follows is then missed as a separator.
    @Test(arguments: [
        ("00,", "0,"), ("01,", "1,"), ("007}", "07}"), ("0000000,", "000000,"), ("1a,", "a,"),
        ("1/,", "/,"), ("1:", ":"), ("8.0x", "x"),
    ])
    func `where counts end`(text: String, rest: String) {
        let left = Line(text).read { cursor throws(BadLine) in
            _ = try cursor.count("n")
            let bytes = UnsafeBufferPointer(start: cursor.at, count: rest.utf8.count + 1)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(left == .success(rest + "\n"))
    }

    @Test(arguments: ["1.5,", "12345678.5,", "-1,", ".5,", "+1,", "1.,", "1e,", "x,", ",", ""])
    func `what is no count`(text: String) {
        let count = Line(text).read { cursor throws(BadLine) in try cursor.count("n") }
        #expect((try? count.get()) == nil)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `amounts against exact decimals`(seed: UInt64) {
        var generator = SplitMix(state: seed)
        for _ in 0..<20_000 {
            let text = amount(using: &generator)
            let expected = DecimalNumber(text).flatMap { Money(rounding: $0) }
            for written in ["\"\(text)\"", text] {
                let isJSON =
                    written != text || !text.hasPrefix("0") || text.hasPrefix("0.") || text == "0"
                guard isJSON else { continue }
                let cost = Line(written + ",").read { cursor throws(BadLine) in
                    let cost = try cursor.money("cost")
                    return cursor.at.pointee == UInt8(ascii: ",") ? cost : nil
                }
                #expect((try? cost.get()) == expected, "seed \(seed): \(written)")
            }
        }
    }

    /// One to nine digits, and behind a point up to twenty.
    private func amount(using generator: inout SplitMix) -> String {
        func digits(_ counts: ClosedRange<Int>) -> String {
            let count = Int.random(in: counts, using: &generator)
            return (0..<count).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
        }
        let whole = Bool.random(using: &generator) ? "0" : digits(1...9)
        let isShort = Bool.random(using: &generator)
        return Int.random(in: 0..<4, using: &generator) == 0
            ? whole : whole + "." + digits(isShort ? 1...9 : 1...20)
    }

    @Test(arguments: [
        #""1.""#, #"".5""#, #""""#, #""1,5""#, #""0.5 ""#, #""-0.5""#, #""0.5"#, "0.5x", "1.",
        "01.5",
    ])
    func `what is no amount`(text: String) {
        let cost = Line(text + ",").read { cursor throws(BadLine) in
            let cost = try cursor.money("cost")
            return cursor.at.pointee == UInt8(ascii: ",") ? cost : nil
        }
        #expect((try? cost.get()) == nil, "\(text)")
    }

    @Test(arguments: [
        ("12", "0.12"), ("\"1.5\"", "0.015"), ("0", "0"), ("123456789.5", "1234567.895"),
    ])
    func `amounts in hundredths`(text: String, amount: String) {
        let cost = Line(text + ",").read { cursor throws(BadLine) in
            try cursor.money("cost", decimals: 2)
        }
        #expect(cost == .success(DecimalNumber(amount).flatMap { Money(exactly: $0) }))
    }
}

import Calls
import Testing

@testable import Logs

/// `content_length` is JavaScript's `length`: UTF-16 code units after unescaping.
@Suite("Length of texts")
struct TextLengthTests {
    private static let demand = Demand(fields: .contentLength)

    private func length(_ json: String) async throws -> Int64? {
        try await Reading.row(
            #"{"ts":"2026-01-05T08:15:30Z","request":{"messages":[{"content":"\#(json)"}]},"#
                + #""response":null}"#, Self.demand
        ).contentLength
    }

    @Test(
        "texts as people write them",
        arguments: [
            ("", 0), ("Grüße", 5), ("日本語", 3), ("😀", 2), (#"\ud83d\ude00"#, 2),
            (#"\uD83D\uDE00"#, 2), (#"a\nb"#, 3), (#"\\u0041"#, 6), (#"\\\u0041"#, 2),
            (#"\"\\\/\b\f\n\r\t"#, 8), (#"\u00fc"#, 1), (#"\u0000"#, 1), (#"\uFFFD"#, 1),
            ("\u{FFFD}", 1), ("e\u{301}", 2), ("👨‍👩‍👧‍👦", 11), ("🇩🇪", 4), ("\u{10FFFF}", 2),
            ("\u{FFFF}", 1),
            (#"😀\u00fcü\n日"#, 6),
        ])
    func texts(json: String, units: Int64) async throws {
        #expect(try await length(json) == units)
    }

    @Test(
        "around the policy's limits, built from wide characters",
        arguments: [1000, 1001, 5000, 5001], ["😀", "ü", "語", "x", #"\ud83d\ude00"#, #"\u00fc"#])
    func limits(units: Int, character: String) async throws {
        let isPair = character.contains("😀") || character.contains("ud83d")
        let filled = String(repeating: character, count: isPair ? units / 2 : units)
        let text = isPair && !units.isMultiple(of: 2) ? "a" + filled : filled
        #expect(try await length(text) == Int64(units))
    }

    /// Against Swift's own count, over random texts of all lengths around the 16-byte blocks.
    @Test("random texts", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        for round in 0..<3000 {
            let length = round < 2800 ? round % 70 : Int.random(in: 70...5000, using: &generator)
            let text = Self.text(of: length, using: &generator)
            let json = Self.json(text, using: &generator)
            var bytes = Array("\"\(json)\"\n".utf8)
            bytes += [UInt8](repeating: 0, count: JSONCursor.padding)
            try bytes.withUnsafeBufferPointer { bytes in
                var cursor = JSONCursor(at: try #require(bytes.baseAddress))
                let read = try cursor.text()
                #expect(read.utf16Length == text.utf16.count, "seed \(seed), \(json)")
                #expect(Array(read.string.utf8) == Array(text.utf8), "seed \(seed), \(json)")
                try cursor.endOfLine()
            }
        }
    }

    private static let alphabet: [[ClosedRange<UInt32>]] = [
        [0x20...0x7E], [0x20...0x7E, 0xA0...0xFF], [0x0...0x7FF], [0x4E00...0x9FFF],
        [0x1F300...0x1F6FF], [0x0...0x7F, 0x80...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF],
    ]

    /// A text of so many scalars from one of several alphabets.
    private static func text(of length: Int, using generator: inout SplitMix) -> String {
        let ranges = alphabet.randomElement(using: &generator) ?? []
        var text = String.UnicodeScalarView()
        for _ in 0..<length {
            let range = ranges.randomElement(using: &generator) ?? 0x41...0x5A
            let value = UInt32.random(in: range, using: &generator)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    /// The text in JSON, a part of its characters in escapes.
    private static func json(_ text: String, using generator: inout SplitMix) -> String {
        let share = Double.random(in: 0...0.3, using: &generator)
        return text.unicodeScalars.map { scalar in
            let isEscaped = Double.random(in: 0..<1, using: &generator) < share
            guard isEscaped || scalar.value < 0x20 || scalar == "\"" || scalar == "\\" else {
                return String(scalar)
            }
            let short: [Unicode.Scalar: String] = [
                "\n": "\\n", "\t": "\\t", "\"": "\\\"", "\\": "\\\\", "/": "\\/",
            ]
            if let short = short[scalar], Bool.random(using: &generator) { return short }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }.joined()
    }
}

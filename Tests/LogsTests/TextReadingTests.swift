import CScan
import Testing

@testable import Logs

/// Texts are read 64 bytes at a time, with vectors of each width that the processor has: all agree
/// with a reading byte by byte, wherever in a block a character or a fault stands.
@Suite("Reading of texts")
struct TextReadingTests {
    private static let widths: [Int32] = [128, 256, 512].filter { $0 <= tg_vector_bits() }

    /// Characters and escapes at the edges of what is allowed, and what lies just beyond.
    private static let pieces: [[UInt8]] =
        valid.map { Array($0.utf8) } + invalid.map { Array($0.utf8) } + invalidUTF8

    private static let valid = [
        "", "a", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}",
        "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{FFFFF}", "\u{10FFFF}",
        #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0000"#, #"\u00fC"#,
        #"\uD7FF"#, #"\uE000"#, #"\ud83d\uDE00"#, #"\uDBFF\udfff"#, #"\uD800\uDC00"#, #"\\\""#,
        #"\\\\"#, #"\\u12"#, #"\\\\\n"#,
    ]

    private static let invalid = [
        "\0", "\t", "\n", "\u{1F}", #"\x"#, #"\'"#, #"\ "#, #"\U0041"#, #"\v"#, #"\B"#, #"\ü"#,
        #"\u"#, #"\u1"#, #"\u12"#, #"\u123"#, #"\u123g"#, #"\uG123"#, #"\u00:0"#, #"\u00/0"#,
        #"\u00@0"#, #"\u00`0"#, #"\u 123"#, #"\ud83d"#, #"\ud83d\n"#, #"\ud83d\u0041"#,
        #"\ud83d\ud83d"#, #"\ude00"#, #"\ude00\ud83d"#, #"\uD800x\uDC00"#, #"\uDBFF\uE000"#,
        #"\\\"#, #"\\\x"#,
    ]

    private static let invalidUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC3], [0xE4], [0xE4, 0xB8], [0xF0],
        [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0xC3, 0xBC, 0xBC], [0xE4, 0xB8, 0xAD, 0xAD],
        [0xF0, 0x9F, 0x98, 0x80, 0x80], [0xC3, 0xC3, 0xBC], [0xF0, 0x9F, 0xE4, 0xB8, 0xAD],
    ]

    @Test("each piece at each place", arguments: pieces)
    func places(piece: [UInt8]) {
        for before in 0...135 {
            let filled = [UInt8](repeating: 0x61, count: before) + piece
            check(filled, alignment: before % 7)
            check(filled + Array("ü語".utf8), alignment: 0)
        }
    }

    @Test("runs of backslashes", arguments: 0...140)
    func backslashes(before: Int) {
        for count in 0...70 {
            let run = [UInt8](repeating: UInt8(ascii: "\\"), count: count)
            check([UInt8](repeating: 0x61, count: before) + run + Array("n".utf8), alignment: 1)
        }
    }

    @Test("random pieces", arguments: 1...8 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        var generator = SplitMix(state: seed)
        let sound = Self.valid.map { Array($0.utf8) }
        for round in 0..<3000 {
            let alphabet = round.isMultiple(of: 4) ? Self.pieces : sound
            var text: [UInt8] = []
            let length = Int.random(in: 0...200, using: &generator)
            while text.count < length { text += alphabet.randomElement(using: &generator) ?? [] }
            check(text, alignment: Int.random(in: 0..<64, using: &generator))
        }
    }

    /// Compares the readings of a text between bytes that would be wrong inside of it.
    private func check(_ text: [UInt8], alignment: Int) {
        let before = [UInt8](repeating: 0xF0, count: alignment) + [UInt8(ascii: "\"")]
        let after: [UInt8] = [UInt8(ascii: "\""), 0xBF, 0x5C, UInt8(ascii: "\n")]
        let bytes = before + text + after + [UInt8](repeating: 0xFF, count: JSONCursor.padding)
        let expected = Measure(bytes[before.count...])
        bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress.map({ $0 + before.count }) else { return }
            for width in Self.widths {
                let read = Measure(tg_read_text(start, width), from: start)
                #expect(read == expected, "\(width) bits: \(text), alignment \(alignment)")
            }
        }
    }
}

/// What a text is like; nil in place of it if the text is wrong.
private struct Measure: Equatable {
    var bytes = 0
    var units = 0
    var hasEscapes = false

    init?(_ text: tg_text, from start: UnsafePointer<UInt8>) {
        guard let end = text.end else { return nil }
        (bytes, units, hasEscapes) = (end - start, text.units, text.has_escapes)
    }

    /// Reads byte by byte up to the closing quote.
    init?(_ text: ArraySlice<UInt8>) {
        var at = text.startIndex
        var unescaped: [UInt16] = []
        var plain: [UInt8] = []
        while text[at] != UInt8(ascii: "\"") {
            guard text[at] >= 0x20 else { return nil }
            guard text[at] == UInt8(ascii: "\\") else {
                plain.append(text[at])
                at += 1
                continue
            }
            guard let written = String(validating: plain, as: UTF8.self),
                let escape = Self.escape(text[at...])
            else { return nil }
            unescaped += Array(written.utf16) + [escape.unit]
            plain = []
            hasEscapes = true
            at += escape.width
        }
        guard let written = String(validating: plain, as: UTF8.self) else { return nil }
        unescaped += Array(written.utf16)
        guard String(validating: unescaped, as: UTF16.self) != nil else { return nil }
        (bytes, units) = (at - text.startIndex, unescaped.count)
    }

    /// The code unit that an escape stands for, and how many bytes it takes.
    private static func escape(_ text: ArraySlice<UInt8>) -> (unit: UInt16, width: Int)? {
        let kind = text[text.startIndex + 1]
        guard kind == UInt8(ascii: "u") else {
            return #""\/bfnrt"#.utf8.contains(kind) ? (0x20, 2) : nil
        }
        let digits = text.dropFirst(2).prefix(4)
        let allowed = Array("0123456789abcdefABCDEF".utf8)
        guard digits.allSatisfy(allowed.contains) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16).map { ($0, 6) }
    }
}

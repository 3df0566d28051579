import Testing

@testable import Logs

@Suite("Plain strings")
struct PlainTextTests {
    /// Each byte at each place of strings around the width of the vectors.
    @Test func `every byte at every place`() {
        for count in [1, 2, 15, 16, 17, 31, 32, 33] {
            for place in 0..<count {
                for byte in UInt8.min ... .max where byte != 0x0A {
                    var inside = [UInt8](repeating: UInt8(ascii: "x"), count: count)
                    inside[place] = byte
                    let text = Line([0x22] + inside + [0x22]).read { cursor throws(BadLine) in
                        let text = try cursor.text()
                        return Array(text.raw)
                    }
                    let isPlain = 0x20...0x7F ~= byte && byte != 0x22 && byte != 0x5C
                    if isPlain || byte == 0x22 {
                        let expected = isPlain ? inside : Array(inside[..<place])
                        #expect(text == .success(expected), "\(byte) at \(place) of \(count)")
                    } else {
                        // A lone byte beyond ASCII, a control character, or the escape `\x`,
                        // `\"`.
                        #expect((try? text.get()) == nil, "\(byte) at \(place) of \(count)")
                    }
                }
            }
        }
    }
}

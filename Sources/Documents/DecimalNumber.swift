/// A decimal number exactly as it was written, of any length.
///
/// It is what lies between text and a fixed-point integer: it neither rounds nor calculates.
public struct DecimalNumber: Hashable, Sendable {
    let isNegative: Bool
    /// Values 0 to 9 without zeros at either end; empty for zero.
    let digits: [UInt8]
    /// The power of ten that the digits, read as an integer, are multiplied by.
    let exponent: Int

    /// The number that a text spells out, or nil where it is anything else.
    ///
    /// Allowed are a sign, digits, a fraction and an exponent within ±9999.
    public init?(_ text: String) {
        var rest = Substring(text).utf8
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }

        var digits = rest.takeDigits()
        guard !digits.isEmpty else { return nil }
        var exponent = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.takeDigits()
            guard !fraction.isEmpty else { return nil }
            digits += fraction
            exponent = -fraction.count
        }
        guard let written = rest.takeExponent(), rest.isEmpty else { return nil }
        self.init(isNegative: isNegative, digits: digits, exponent: exponent + written)
    }

    /// Tenths: 7 is 0.7.
    public init(tenths: UInt64) {
        let digits = String(tenths).utf8.map { $0 - UInt8(ascii: "0") }
        self.init(isNegative: false, digits: digits, exponent: -1)
    }

    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        let leading = digits.prefix { $0 == 0 }.count
        let trailing = digits.dropFirst(leading).reversed().prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(leading).dropLast(trailing))
        self.isNegative = isNegative && !self.digits.isEmpty
        self.exponent = self.digits.isEmpty ? 0 : exponent + trailing
    }
}

extension Substring.UTF8View {
    fileprivate mutating func takeDigits() -> [UInt8] {
        let taken = prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        self = self[taken.endIndex...]
        return taken.map { $0 - UInt8(ascii: "0") }
    }

    /// Zero where there is none, nil where it is malformed or beyond 9999.
    fileprivate mutating func takeExponent() -> Int? {
        guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return 0 }
        removeFirst()
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { removeFirst() }
        let digits = takeDigits()
        let significant = digits.drop { $0 == 0 }
        guard !digits.isEmpty, significant.count <= 4 else { return nil }
        let magnitude = significant.reduce(0) { $0 * 10 + Int($1) }
        return isNegative ? -magnitude : magnitude
    }
}

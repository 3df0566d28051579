/// A length of time as people write it: `500ms`, `10m`, `7 days`, `1.5 hours`.
public struct WrittenDuration: Hashable, Sendable, CustomStringConvertible {
    /// The length, exactly; negative where the text has a minus.
    public let nanoseconds: Int64
    /// The length as it was written.
    public let description: String

    /// Units by their length: so many times a power of ten of a nanosecond.
    private static let units: [(names: [String], power: Int, factor: Int64)] = [
        (["ns", "nanosecond", "nanoseconds"], 0, 1),
        (["us", "µs", "μs", "microsecond", "microseconds"], 3, 1),
        (["ms", "millisecond", "milliseconds"], 6, 1),
        (["s", "second", "seconds"], 9, 1),
        (["m", "min", "minute", "minutes"], 9, 60),
        (["h", "hour", "hours"], 11, 36),
        (["d", "day", "days"], 11, 864),
        (["w", "week", "weeks"], 11, 6048),
    ]

    /// The length that a text spells out, a decimal number and a unit with or without blanks
    /// between them; nil for any other text, and for what is finer than a nanosecond or longer than
    /// 292 years.
    public init?(_ text: String) {
        let number = text.trimmingSuffix(while: \.isLetter)
        guard let unit = Self.unit(text.dropFirst(number.count)),
            let count = DecimalNumber(number.trimmed)?.scaled(to: unit.power),
            case let (product, isBeyond) = count.multipliedReportingOverflow(
                by: Int128(unit.factor)), !isBeyond, let nanoseconds = Int64(exactly: product)
        else { return nil }
        (self.nanoseconds, description) = (nanoseconds, text)
    }

    /// The length of a unit by one of its names, in nanoseconds.
    public static func nanoseconds(ofUnit name: String) -> Int64? {
        unit(name[...]).map { (0..<$0.power).reduce($0.factor) { length, _ in length * 10 } }
    }

    private static func unit(_ name: Substring) -> (names: [String], power: Int, factor: Int64)? {
        units.first { $0.names.contains(String(name)) }
    }
}

extension StringProtocol {
    /// The text without blanks and tabs around it.
    public var trimmed: String {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return start.lastIndex { !isBlank($0) }.map { String(start[...$0]) } ?? ""
    }

    fileprivate func trimmingSuffix(while belongs: (Character) -> Bool) -> SubSequence {
        lastIndex { !belongs($0) }.map { self[...$0] } ?? self[startIndex..<startIndex]
    }
}

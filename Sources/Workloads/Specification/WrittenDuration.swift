import Documents

/// A length of time as people write it: `10m`, `7 days`, `1.5 hours`.
public struct WrittenDuration: Hashable, Sendable {
    /// The length; above zero.
    public let nanoseconds: Int64

    private static let units: [(names: [String], nanoseconds: Int128)] = [
        (["ms", "millisecond", "milliseconds"], 1_000_000),
        (["s", "second", "seconds"], 1_000_000_000),
        (["m", "min", "minute", "minutes"], 60_000_000_000),
        (["h", "hour", "hours"], 3_600_000_000_000),
        (["d", "day", "days"], 86_400_000_000_000),
        (["w", "week", "weeks"], 604_800_000_000_000),
    ]

    /// The length that a text spells out; nil for any other text, for zero and for more than a
    /// century.
    public init?(_ text: String) {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = DecimalNumber(String(digits)), let scaled = number.scaled(to: 6),
            let length = Self.nanoseconds(of: unit), scaled <= 10_000_000_000_000_000_000,
            (scaled * length).isMultiple(of: 1_000_000)
        else { return nil }
        let whole = scaled * length / 1_000_000
        guard whole > 0, whole <= 36_525 * 86_400_000_000_000 else { return nil }
        nanoseconds = Int64(whole)
    }

    /// The length of a unit by one of its names.
    static func nanoseconds(of unit: Substring) -> Int128? {
        units.first { $0.names.contains(String(unit)) }?.nanoseconds
    }
}

extension Node {
    func duration() throws(DocumentError) -> WrittenDuration {
        guard let duration = WrittenDuration(try string()) else {
            throw error(expected: "a length of time such as 10m, 12 hours or 7 days")
        }
        return duration
    }

    /// A rate such as `1200/hour`, in calls a second.
    func rate() throws(DocumentError) -> Double {
        let parts = try string().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2,
            case let (digits, unit) = (parts[0].trimmed, parts[1].trimmed),
            DecimalNumber(digits) != nil, let count = Double(digits), count > 0,
            let length = WrittenDuration.nanoseconds(of: Substring(unit)),
            case let rate = count * 1e9 / Double(length), rate <= 1e7, rate >= 1e-7
        else {
            throw error(
                expected: "a rate such as 1200/hour or 20/s, of at most ten million a second")
        }
        return rate
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { String(start[...$0]) } ?? ""
    }
}

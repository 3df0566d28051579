/// Counts as people read them.
public enum Numbers {
    /// A count with a comma between each three digits: `22,361,870`.
    public static func grouped(_ count: UInt64) -> String { grouped(digits: String(count)) }

    /// A count and what is counted, in the singular for one: `1 request`, `4,448 requests`.
    public static func counted(_ count: UInt64, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// An estimate with a number of decimals, rounded to the nearest: `37.25`; a dash where it is
    /// beyond any sum of counts.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, abs(value) < Self.beyondSums else { return "–" }
        let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        let units = Int128((value * scale).rounded())
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = units < 0 ? "-" : ""
        guard decimals > 0 else { return grouped(decimal: sign + padded) }
        return grouped(decimal: "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))")
    }

    /// An estimate with a number of decimals and no commas, for programs: `1204.50`; nil where it is
    /// beyond any sum of counts.
    static func plain(_ value: Double, decimals: Int) -> String? {
        guard value.isFinite, abs(value) < Self.beyondSums else { return nil }
        return fixed(value, decimals: decimals).filter { $0 != "," }
    }

    /// Thousands of the largest counts stay below; with twelve decimals it fits into 128 bits.
    static let beyondSums = 1e24

    /// A decimal number with commas before its point, whatever its sign and decimals.
    static func grouped(decimal: String) -> String {
        let sign = decimal.prefix { $0 == "-" || $0 == "+" }
        let whole = decimal.dropFirst(sign.count).prefix { $0 != "." }
        let fraction = decimal.dropFirst(sign.count + whole.count)
        return sign + grouped(digits: String(whole)) + fraction
    }

    private static func grouped(digits: String) -> String {
        let digits = Array(digits)
        return digits.indices.reduce(into: "") { text, index in
            if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digits[index])
        }
    }
}

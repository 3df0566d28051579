import Pricing

/// What stands between the cells of a CSV row.
public enum CSVDelimiter: String, CaseIterable, Sendable {
    /// As RFC 4180 has it.
    case comma = ","
    /// What spreadsheets expect where the comma is the decimal point.
    case semicolon = ";"
    /// A tab.
    case tab = "\t"
}

/// Writes CSV by RFC 4180: the one place where fields are quoted and made safe.
struct CSVWriter {
    /// One value of a row.
    enum Field {
        case text(String)
        /// Text for machines, which a guard against formulas would change.
        case identifier(String)
        /// Digits, sign and point only; not guarded, so that -1 stays a number.
        case number(String)
        case empty

        static func count(_ count: UInt64) -> Field { .number(String(count)) }
        static func optional(_ text: String?) -> Field { text.map { .text($0) } ?? .empty }
        static func optional(_ amount: Money?) -> Field {
            amount.map { .number($0.description) } ?? .empty
        }
        /// An estimate; empty where there is none.
        static func estimate(_ value: Double?, decimals: Int) -> Field {
            value.flatMap { Numbers.plain($0, decimals: decimals) }.map { .number($0) } ?? .empty
        }
    }

    private var rows: [[Field]]

    init(header: [String]) { rows = [header.map { .text($0) }] }

    mutating func append(_ row: [Field]) { rows.append(row) }

    /// The rows, each ended by CR and LF.
    func text(_ delimiter: CSVDelimiter) -> String {
        rows.reduce(into: "") { $0 += Self.line($1, delimiter) }
    }

    /// One row with its end.
    static func line(_ row: [Field], _ delimiter: CSVDelimiter) -> String {
        row.map { written($0, delimiter) }.joined(separator: delimiter.rawValue) + "\r\n"
    }

    private static func written(_ field: Field, _ delimiter: CSVDelimiter) -> String {
        switch field {
        case .empty: ""
        case .number(let digits): digits
        case .text(let text): quoted(guarded(printable(text)), delimiter)
        case .identifier(let text): quoted(printable(text), delimiter)
        }
    }

    /// The text without characters that RFC 4180 has no place for and that steer terminals.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control
                    return isControl && !"\t\r\n".unicodeScalars.contains(scalar)
                        ? "\u{FFFD}" : scalar
                }))
    }

    /// A spreadsheet takes a text that starts like this for a formula, and an apostrophe before it
    /// for the sign of a text.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String, _ delimiter: CSVDelimiter) -> String {
        let special = "\"\r\n\(delimiter.rawValue)".unicodeScalars
        guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
        let doubled = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"\(doubled)\""
    }
}

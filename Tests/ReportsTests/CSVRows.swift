import Reports
import Testing

/// Reads CSV by RFC 4180 and nothing but it.
func rows(_ text: String, _ delimiter: CSVDelimiter = .comma) throws -> [[String]] {
    var (rows, row, field) = ([[String]](), [String](), "")
    var (isQuoted, wasQuote) = (false, false)
    let separator = try #require(delimiter.rawValue.unicodeScalars.first)
    for scalar in text.unicodeScalars {
        if isQuoted && scalar != "\"" {
            field.unicodeScalars.append(scalar)
            continue
        }
        switch scalar {
        case "\"":
            if wasQuote && !isQuoted { field.append("\"") }
            wasQuote = isQuoted
            isQuoted.toggle()
            continue
        case separator, "\n":
            row.append(field)
            field = ""
            if scalar == "\n" {
                rows.append(row)
                row = []
            }
        case "\r": break
        default: field.unicodeScalars.append(scalar)
        }
        wasQuote = false
    }
    try #require(!isQuoted && row.isEmpty && field.isEmpty, "the last line is not ended")
    return rows
}

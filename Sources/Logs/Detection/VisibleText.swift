/// A text from a log as it may stand in an error: on one line, in quotes.
func quoted(_ text: String) -> String { "\"\(visible(text))\"" }

/// A text from a log without characters that move the cursor of a terminal.
func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }.joined()
}

/// HTML that is also well-formed XML; text gets in by being escaped, and in no other way.
struct Markup: Sendable {
    /// The characters of the file.
    let source: String

    private init(source: String) { self.source = source }

    static let empty = Markup(source: "")
    static let newLine = Markup(source: "\n")

    /// Text as it reads: marks are escaped, and characters that could steer the display become
    /// U+FFFD.
    static func text(_ text: String) -> Markup { Markup(source: escaped(text.harmless)) }

    /// Text whose line breaks stay.
    static func lines(_ text: String) -> Markup {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            escaped(
                line.split(separator: "\t", omittingEmptySubsequences: false)
                    .joined(separator: "    ").harmless)
        }
        return Markup(source: lines.joined(separator: "\n"))
    }

    /// A style sheet, which is the program's own.
    static func style(_ rules: String) -> Markup {
        Markup(source: "<style>\n\(rules)</style>\n")
    }

    /// An element with its attributes, in their order, and what is in it.
    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ content: Markup = .empty
    ) -> Markup {
        let opening = attributes.reduce("<" + name) { opening, attribute in
            "\(opening) \(attribute.key)=\"\(escaped(attribute.value.harmless))\""
        }
        return Markup(source: "\(opening)>\(content.source)</\(name)>")
    }

    /// An element that holds nothing.
    static func void(_ name: String, _ attributes: KeyValuePairs<String, String>) -> Markup {
        let element = element(name, attributes).source
        return Markup(source: element.dropLast("></\(name)>".count) + "/>")
    }

    /// The same on lines of its own.
    var onLine: Markup { Markup(source: source + "\n") }

    static func + (left: Markup, right: Markup) -> Markup {
        Markup(source: left.source + right.source)
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // What XML allows nowhere.
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Sequence<Markup> {
    /// All of them in a row.
    func joined() -> Markup { reduce(.empty, +) }
}

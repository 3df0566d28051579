extension Phrase {
    /// For GitHub's Markdown, in a sentence or in a cell of a table.
    ///
    /// A name becomes a code span, in which nothing is markup, or where it holds a character that
    /// a code span can't show safely in a table, text with all its punctuation escaped.
    var markdown: String {
        pieces.enumerated().map { index, piece in
            switch piece {
            case .plain(let words): MarkdownText.escaped(words.harmless, isStart: index == 0)
            case .name(let name): MarkdownText.name(name.harmless.shortened())
            }
        }.joined()
    }
}

/// Escapes text so that GitHub's Markdown shows it as it is.
enum MarkdownText {
    static func name(_ name: String) -> String {
        let isCode = !name.contains { "`|\\".contains($0) } && !name.allSatisfy { $0 == " " }
        guard !isCode else { return "`\(name)`" }
        return name.map { $0.isASCIIPunctuation ? "\\\($0)" : String($0) }.joined()
    }

    /// Words with the characters escaped that could start markup, a link or a mention where they
    /// stand.
    static func escaped(_ words: String, isStart: Bool) -> String {
        let characters = Array(words)
        return characters.indices.map { index in
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let isMarkup = isMarkup(characters[index], after: characters[..<index], before: next)
            let isMark = isStart && isBlockMark(characters, index)
            return (isMarkup || isMark ? "\\" : "") + String(characters[index])
        }.joined()
    }

    private static func isMarkup(
        _ character: Character, after previous: ArraySlice<Character>, before next: Character
    ) -> Bool {
        switch character {
        case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&", "@", "#": true
        case "_": !((previous.last?.isWordCharacter ?? false) && next.isWordCharacter)
        case "$": !next.isNumber
        case ":": next == "/"
        case ".": String(previous.suffix(3)).lowercased() == "www"
        default: false
        }
    }

    /// A hyphen or the like as the first character, or the point of a leading number: a list.
    private static func isBlockMark(_ characters: [Character], _ index: Int) -> Bool {
        switch characters[index] {
        case "-", "+", "=": index == 0
        case ".", ")":
            index > 0 && characters[..<index].allSatisfy { "0123456789".contains($0) }
                && (index + 1 == characters.count || characters[index + 1] == " ")
        default: false
        }
    }
}

extension Character {
    fileprivate var isWordCharacter: Bool { isLetter || isNumber }

    fileprivate var isASCIIPunctuation: Bool {
        guard let code = asciiValue else { return false }
        return code > 32 && code < 127 && !isWordCharacter
    }
}

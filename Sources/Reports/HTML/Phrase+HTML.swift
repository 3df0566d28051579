extension Phrase {
    /// For HTML: names stand out as code, whose style keeps their direction of writing to itself.
    var html: Markup {
        pieces.map { piece in
            switch piece {
            // A sign stays with its number.
            case .plain(let words):
                Markup.text(
                    words.replacing("≈ ", with: "≈\u{A0}").replacing(" %", with: "\u{A0}%"))
            case .name(let name): Markup.element("code", [:], .text(name.harmless.shortened()))
            }
        }.joined()
    }

    /// The words without any mark, for what holds no markup: the title of a page or a picture.
    var unmarked: String { cell(limit: Table.nameLimit) }
}

extension Phrase {
    /// For a sentence in a terminal: names stand between backticks.
    var sentence: String { rendered { "`\($0.shortened())`" } }

    /// For a cell of a table in a terminal.
    func cell(limit: Int) -> String { rendered { $0.shortened(to: limit) } }

    private func rendered(name: (String) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .plain(let words): words.harmless
            case .name(let text): name(text.harmless)
            }
        }.joined()
    }
}

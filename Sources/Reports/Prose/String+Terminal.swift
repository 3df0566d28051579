extension String {
    /// The text without what could steer a terminal: each such character becomes U+FFFD.
    ///
    /// These are the control characters, line and paragraph separators, and the invisible format
    /// characters (which can turn the direction of writing) but for the two joiners.
    var harmless: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isHarmless ? $0 : "\u{FFFD}" }))
    }

    /// The text with its middle left out where it is longer than a limit.
    func shortened(to limit: Int = Table.nameLimit) -> String {
        guard unicodeScalars.count > limit else { return self }
        let tail = limit / 3
        return String(unicodeScalars.prefix(limit - tail - 1)) + "…"
            + String(unicodeScalars.suffix(tail))
    }

    /// The number of terminal cells that the text takes.
    var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

    /// The text filled up with blanks to a width.
    func padded(to width: Int, isRight: Bool) -> String {
        let blanks = String(repeating: " ", count: Swift.max(0, width - displayWidth))
        return isRight ? blanks + self : self + blanks
    }
}

extension Unicode.Scalar {
    fileprivate var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: value == 0x200C || value == 0x200D
        default: true
        }
    }

    fileprivate var displayWidth: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide ? 2 : 1
        }
    }

    /// East Asian wide characters, by block, and emoji.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: properties.isEmojiPresentation
        }
    }
}

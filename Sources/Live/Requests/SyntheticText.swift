import Statistics

/// Text of a wanted length in tokens that says nothing and is never the same twice.
///
/// Common English words are one token each, with the space before them, in the vocabularies in use
/// (such as `o200k_base`); a tokenizer that cuts them apart gives more.
struct SyntheticText {
    private var bits: SplitMix64

    /// Text that no other number of the seed has.
    init(seed: UInt64, number: Int) {
        bits = SplitMix64(seed: seed, stream: UInt64(number) + 2)
    }

    /// Words of about so many tokens, at least one.
    mutating func text(tokens: UInt64) -> String {
        var text = ""
        for place in 0..<max(1, tokens) {
            if place > 0 { text += " " }
            text += Self.words[Int(bits.below(UInt64(Self.words.count)))]
        }
        return text
    }

    /// About how many tokens a text of the log has.
    static func tokens(ofLength bytes: Int) -> UInt64 { UInt64((bytes + 3) / 4) }

    private static let words = """
        time year people way day man thing woman life child world school state family student group
        country problem hand part place case week company system program question work government
        number night point home water room mother area money story fact month lot right study book
        eye job word business issue side kind head house service friend father power hour game line
        end member law car city community name president team minute idea kid body information back
        parent face others level office door health person art war history party result change
        morning reason research girl guy moment air teacher force education foot boy age policy
        music market sense plan road table river green small large early open late high light
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
}

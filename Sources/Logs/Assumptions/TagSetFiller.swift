import Calls

/// Puts a tag into the sets of tags that lack it; each set is looked at once.
final class TagSetFiller {
    private let tag: TagSet.Tag
    private let names: NameTable
    private var known: [NameID: NameID] = [:]

    init(key: String, value: String, names: NameTable) {
        tag = (Array(key.utf8), Array(value.utf8))
        self.names = names
    }

    /// The set with the tag in it; the same where it has one with this key.
    func filled(_ set: NameID) -> NameID {
        if let known = known[set] { return known }
        let tags = set == .none ? [] : TagSet(text: names.name(set))?.tags ?? []
        let isThere = tags.contains { $0.key == tag.key && !$0.value.isEmpty }
        let filled = isThere ? set : names.intern(TagSet([tag] + tags))
        known[set] = filled
        return filled
    }
}

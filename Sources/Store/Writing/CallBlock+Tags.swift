import Calls

extension CallBlock {
    /// Makes sets of the tags that were asked for by name, where the reader makes no sets.
    func joinTags() {
        guard !demand.tags.isEmpty else { return }
        for row in 0..<count where tagSet[row] == .none {
            let set = TagSet(
                zip(demand.tags, tags).map { key, values in
                    (Array(key.utf8), Array(names.name(values[row]).utf8))
                }.filter { !$0.1.isEmpty })
            if !set.tags.isEmpty {
                tagSet[row] = set.text.withUnsafeBufferPointer { names.intern($0) }
            }
        }
    }
}

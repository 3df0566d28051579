import Calls

extension CallBlock {
    /// Puts the tags that were asked for by name into the sets of tags; the reader may have made no
    /// sets, and an assumption made one without a look at them.
    func joinTags() {
        guard !demand.tags.isEmpty else { return }
        let keys = demand.tags.map { Array($0.utf8) }
        var known: [[NameID]: NameID] = [:]
        for row in 0..<count {
            let values = tags.map { $0[row] }
            let place = values + [tagSet[row]]
            if known[place] == nil { known[place] = joined(keys, values, tagSet[row]) }
            tagSet[row] = known[place] ?? tagSet[row]
        }
    }

    private func joined(_ keys: [[UInt8]], _ values: [NameID], _ set: NameID) -> NameID {
        let asked: [TagSet.Tag] = zip(keys, values).compactMap { key, value in
            value == .none ? nil : (key, Array(names.name(value).utf8))
        }
        guard !asked.isEmpty else { return set }
        let others = set == .none ? [] : TagSet(text: names.name(set))?.tags ?? []
        return TagSet(asked + others).text.withUnsafeBufferPointer { names.intern($0) }
    }
}

/// Suggestions for a misspelt name.
///
/// They are for messages only; nothing may be decided or priced by them.
public enum NearNames {
    /// Up to three names like the given one, the nearest first.
    ///
    /// Near are names that differ only in case, separators or a vendor's prefix, and those at most
    /// a third of their letters away (a swap of two neighbours counts as one).
    public static func near(_ name: String, in names: [String]) -> [String] {
        let wanted = essence(of: name)
        let scored = names.enumerated().compactMap { index, name in
            distance(wanted, essence(of: name)).map { (score: $0, index: index, name: name) }
        }
        let ranked = scored.sorted { ($0.score, $0.index) < ($1.score, $1.index) }
        return ranked.prefix(3).map(\.name)
    }

    private static func essence(of name: String) -> [Character] {
        let withoutVendor = name.split(separator: "/").last ?? ""
        return withoutVendor.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// The optimal string alignment distance, or nil where it exceeds the limit.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int? {
        let limit = max(left.count, right.count) / 3
        guard !left.isEmpty, abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let change = last[j] + (left[i] == right[j] ? 0 : 1)
                var best = min(change, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}

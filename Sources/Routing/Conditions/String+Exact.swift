/// Comparison by bytes; the standard library's takes canonically equivalent texts for equal.
extension String {
    func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    func containsExactly(_ needle: String) -> Bool {
        guard let first = needle.utf8.first else { return true }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: needle.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

/// How large and deep a document may be.
struct NodeBudget {
    private var nodesLeft = 1_000_000
    private let deepest = 128

    /// Counts a value.
    mutating func spend(at place: Place, depth: Int) throws(DocumentError) {
        guard depth <= deepest else {
            throw DocumentError(
                place: place, message: "is nested too deeply; expected at most \(deepest) levels")
        }
        nodesLeft -= 1
        guard nodesLeft >= 0 else {
            throw DocumentError(
                place: place, message: "is one value too many; the limit is 1,000,000")
        }
    }
}

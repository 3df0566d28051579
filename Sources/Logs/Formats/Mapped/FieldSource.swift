import Documents

/// Where a field's value comes from.
struct FieldSource: Sendable {
    enum Origin: Sendable {
        /// The keys that lead to the value; the first is the column of a CSV file.
        case path([String])
        /// The same for all records.
        case constant(String)
    }

    let origin: Origin
    var unit: MappedUnit?
    /// The texts that mean yes; empty where the value itself is true or false.
    var equals: [String] = []
    /// Where the mapping says so.
    let place: Place

    var path: [String]? {
        if case .path(let path) = origin { path } else { nil }
    }

    /// The path as people write it.
    var pathText: String { path?.joined(separator: ".") ?? "" }
}

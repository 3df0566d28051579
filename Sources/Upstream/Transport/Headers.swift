/// The headers of an answer by name, in whatever case they come.
struct Headers: Sendable {
    private let values: [String: String]

    init(_ headers: [(name: String, value: String)]) {
        values = Dictionary(
            headers.map { ($0.name.lowercased(), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The first value under a name in lower case, without blanks around it.
    subscript(name: String) -> String? {
        values[name].map { value in
            let start = value.drop { $0.isWhitespace }
            return String(start.reversed().drop { $0.isWhitespace }.reversed())
        }
    }
}

public import Documents

extension PriceTable {
    /// The names of the tables that come with the package, the default first.
    public static let builtInNames = ["headline-2026", "list-2026"]

    /// A table that comes with the package.
    public static func named(_ name: String) throws(DocumentError) -> PriceTable {
        try PriceTable(Document(text: text(ofBuiltIn: name), name: "\(name).yaml"))
    }

    /// The file of a table that comes with the package, as it was written.
    public static func text(ofBuiltIn name: String) throws(DocumentError) -> String {
        switch name {
        case "headline-2026":
            return String(decoding: PackageResources.headline_2026_yaml, as: UTF8.self)
        case "list-2026":
            return String(decoding: PackageResources.list_2026_yaml, as: UTF8.self)
        default:
            let near = NearNames.near(name, in: builtInNames).first
            let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
            throw DocumentError(
                place: Place(file: name, line: 0),
                message: "no such price table; expected a file or one of "
                    + builtInNames.joined(separator: ", ") + hint)
        }
    }
}

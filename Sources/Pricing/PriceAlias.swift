public import Documents

/// Another name for a model of a price table, which whoever reads a log knows and the table does
/// not.
public struct PriceAlias: Hashable, Sendable, CustomStringConvertible {
    /// The name as logs write it.
    public let name: String
    /// The id or alias of the model in the price table.
    public let target: String

    /// The name as in `LOG_NAME=PRICE_NAME`.
    public var description: String { "\(name)=\(target)" }

    /// An alias written as `LOG_NAME=PRICE_NAME`, or nil where one of them is missing; the first
    /// equals sign divides.
    public init?(_ text: String) {
        guard let mark = text.firstIndex(of: "="), mark != text.startIndex,
            text.index(after: mark) != text.endIndex
        else { return nil }
        name = String(text[..<mark])
        target = String(text[text.index(after: mark)...])
    }

    private init(name: String, target: String) {
        (self.name, self.target) = (name, target)
    }

    /// The aliases of a file: `aliases:`, with a price name for each log name.
    public static func list(_ document: Document) throws(DocumentError) -> [PriceAlias] {
        let aliases = try document.root.fields(["aliases"]).required("aliases")
        return try aliases.entries().map { entry throws(DocumentError) in
            PriceAlias(name: entry.key, target: try entry.value.name())
        }
    }
}

extension PriceTable {
    /// The table with another name for one of its models, which goes before an entry of that name;
    /// nil where the table does not know the model.
    public func adding(_ alias: PriceAlias) -> PriceTable? {
        guard let model = indexByName[alias.target.exact] else { return nil }
        var table = self
        table.indexByName[alias.name.exact] = model
        table.givenAliases.append(alias)
        return table
    }

    /// The table with a name noted that it has no model for, and that means no other one.
    func noting(_ alias: PriceAlias) -> PriceTable {
        var table = self
        table.indexByName[alias.name.exact] = nil
        table.givenAliases.append(alias)
        return table
    }
}

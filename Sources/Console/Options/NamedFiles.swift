import Documents
package import Logs
package import Pricing
package import Routing

/// Price tables, policies and mappings, which an option names or gives as a file.
package enum NamedFiles {
    /// A built-in table, or the one in a file.
    ///
    /// Built-in names come first; `./NAME` is the file.
    package static func prices(_ name: String) throws -> PriceTable {
        if PriceTable.builtInNames.contains(name) { return try PriceTable.named(name) }
        try requireFile(name, kind: "price table", builtIn: PriceTable.builtInNames)
        return try PriceTable(Document(contentsOf: name))
    }

    /// A built-in policy, or the one in a file.
    package static func policy(_ name: String) throws -> Policy {
        if Policy.builtInNames.contains(name) { return try Policy.named(name) }
        try requireFile(name, kind: "policy", builtIn: Policy.builtInNames)
        return try Policy(Document(contentsOf: name))
    }

    /// The mapping in a file.
    package static func mapping(_ path: String, for format: LogFormat?) throws -> LogMapping {
        let mapping = try LogMapping(Document(contentsOf: path))
        guard let format, format != mapping.format else { return mapping }
        throw CommandError(
            "\(path): the mapping is for \(mapping.format.rawValue), not for the "
                + "--input-format \(format.rawValue); leave that out")
    }

    /// The aliases in a file.
    package static func aliases(_ path: String) throws -> [PriceAlias] {
        guard PathCheck.exists(path) else {
            throw CommandError("--alias \(path): expected LOG_NAME=PRICE_NAME or a YAML file")
        }
        return try PriceAlias.list(Document(contentsOf: path))
    }

    /// A name without a path's look is surely meant to be a built-in one: say which there are.
    package static func requireFile(_ name: String, kind: String, builtIn: [String]) throws {
        guard !name.contains("/"), !name.contains("."), !PathCheck.exists(name) else { return }
        let near = NearNames.near(name, in: builtIn).first.map { "; did you mean \($0)?" } ?? ""
        let known = builtIn.joined(separator: ", ")
        throw CommandError("no \(kind) \"\(name)\"; expected a file or one of \(known)\(near)")
    }
}

/// An error that a command finds out about itself.
package struct CommandError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

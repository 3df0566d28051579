import Store

/// A dataset as a user names it: `store.db#NAME`, or `store.db` for the one named `default`.
package struct DatasetName: CustomStringConvertible {
    /// What a dataset is called that nobody gave a name.
    package static let usual = "default"

    package let store: String
    /// Nil where only the store was named.
    package let given: String?

    package var name: String { given ?? Self.usual }
    package var description: String { "\(store)#\(name)" }

    /// Takes an argument apart; a file of that very name goes before.
    package init(_ argument: String) {
        guard !PathCheck.exists(argument), let mark = argument.lastIndex(of: "#") else {
            (store, given) = (argument, nil)
            return
        }
        store = String(argument[..<mark])
        given = String(argument[argument.index(after: mark)...])
    }

    /// Whether the file that is named is a store, by its first bytes.
    package var isStore: Bool { CallStore.isStore(store) }
}

import Store

/// A dataset as a user names it: `store.db#NAME`, or `store.db` for the one named `default`.
struct DatasetName: CustomStringConvertible {
    /// What a dataset is called that nobody gave a name.
    static let usual = "default"

    let store: String
    /// Nil where only the store was named.
    let given: String?

    var name: String { given ?? Self.usual }
    var description: String { "\(store)#\(name)" }

    /// Takes an argument apart; a file of that very name goes before.
    init(_ argument: String) {
        guard !PathCheck.exists(argument), let mark = argument.lastIndex(of: "#") else {
            (store, given) = (argument, nil)
            return
        }
        store = String(argument[..<mark])
        given = String(argument[argument.index(after: mark)...])
    }

    /// Whether the file that is named is a store, by its first bytes.
    var isStore: Bool { CallStore.isStore(store) }
}

/// Why a store can't be used; `description` is one line that says where, what and what to do.
public struct StoreError: Error, Equatable, CustomStringConvertible {
    /// The whole line.
    public let description: String

    init(_ description: String) { self.description = description }
}

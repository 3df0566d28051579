/// Why a store can't be used; `description` is one line that says where, what and what to do.
public struct StoreError: Error, Equatable, CustomStringConvertible {
    /// The whole line.
    public let description: String
    /// What is damaged, as a check reports it; nil where it is no damage.
    let finding: String?

    init(_ description: String, finding: String? = nil) {
        (self.description, self.finding) = (description, finding)
    }
}

public import Documents

extension Policy {
    /// The names of the policies that come with the package.
    public static let builtInNames = ["tutorial", "tutorial-budget"]

    /// A policy that comes with the package.
    public static func named(_ name: String) throws(DocumentError) -> Policy {
        try Policy(Document(text: text(ofBuiltIn: name), name: "\(name).yaml"))
    }

    /// The file of a policy that comes with the package, as it was written.
    public static func text(ofBuiltIn name: String) throws(DocumentError) -> String {
        switch name {
        case "tutorial":
            return String(decoding: PackageResources.tutorial_yaml, as: UTF8.self)
        case "tutorial-budget":
            return String(decoding: PackageResources.tutorial_budget_yaml, as: UTF8.self)
        default:
            let near = NearNames.near(name, in: builtInNames).first
            let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
            throw DocumentError(
                place: Place(file: name, line: 0),
                message: "no such policy; expected a file or one of "
                    + builtInNames.joined(separator: ", ") + hint)
        }
    }
}

public import Documents

extension Scenario {
    /// The names of the scenarios that come with the package.
    public static let builtInNames = ["tutorial"]

    /// A scenario that comes with the package.
    public static func named(_ name: String) throws(DocumentError) -> Scenario {
        guard name == "tutorial" else {
            throw DocumentError(
                place: Place(file: name, line: 0),
                message: "no such scenario; expected a file or one of "
                    + builtInNames.joined(separator: ", "))
        }
        let text = String(decoding: PackageResources.tutorial_yaml, as: UTF8.self)
        return try Scenario(Document(text: text, name: "tutorial.yaml"))
    }

    /// A scenario with everything that one may say, explained, to start from.
    public static var example: String {
        String(decoding: PackageResources.example_yaml, as: UTF8.self)
    }
}

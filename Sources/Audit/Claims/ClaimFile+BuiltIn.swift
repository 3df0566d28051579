public import Documents

extension ClaimFile {
    /// The names of the files of claims that come with the package.
    public static let builtInNames = ["tutorial"]

    /// The claims of a file that comes with the package.
    public static func named(_ name: String) throws(DocumentError) -> ClaimFile {
        try ClaimFile(Document(text: text(ofBuiltIn: name), name: "\(name).yaml"))
    }

    /// The file of claims that comes with the package, as it was written.
    public static func text(ofBuiltIn name: String) throws(DocumentError) -> String {
        guard name == "tutorial" else {
            throw DocumentError(
                place: Place(file: name, line: 0),
                message: "no such file of claims; expected a file or one of "
                    + builtInNames.joined(separator: ", "))
        }
        return String(decoding: PackageResources.tutorial_yaml, as: UTF8.self)
    }
}

/// A file beside a report, which the report leads to.
public struct ReportLink: Sendable {
    /// The file's name, which is the program's own.
    let name: String
    /// What is in it.
    let about: String

    /// A file beside a report.
    public init(to name: String, about: String) { (self.name, self.about) = (name, about) }
}

/// A report for people, which text, Markdown and HTML lay out each in its way.
public protocol PrintedReport {
    /// What the report says.
    var document: ReportDocument { get }
}

extension PrintedReport {
    /// The report for a terminal or a text file.
    ///
    /// - Parameters:
    ///   - isColored: Whether headings stand out by escape sequences.
    ///   - width: The terminal's width; nil where there is none.
    /// - Returns: Lines, the last ended by a newline.
    public func text(isColored: Bool, width: Int? = nil) -> String {
        document.text(isColored: isColored, width: width)
    }

    /// The report in GitHub's Markdown.
    public func markdown() -> String { document.markdown() }

    /// The report as one HTML file that needs nothing else, not even a network.
    ///
    /// - Parameter provenance: What the report was made from, which stands at its end.
    /// - Returns: The file, which is well-formed XML too.
    public func html(provenance: Provenance) -> String { document.html(provenance: provenance) }
}

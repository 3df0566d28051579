import ArgumentParser

/// The forms in which a result is written.
package enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case markdown
    case csv
    case json
    case html
    /// Charges by the FinOps Open Cost and Usage Specification, of a replay only.
    case focus
}

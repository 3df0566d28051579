import ArgumentParser

/// The forms in which a result is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case markdown
    case csv
    case json
    case html
}

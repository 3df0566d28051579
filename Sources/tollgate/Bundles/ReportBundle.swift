import Audit
import Documents
import Replay
import Reports

/// What a bundle holds: one result in every form.
struct ReportBundle {
    /// A file and what it is.
    struct File {
        let name: String
        let about: String
        let text: () throws -> String
    }

    let result: ReplayResult
    let gates: [GateOutcome]
    let focus: FOCUSExport?
    let delimiter: CSVDelimiter
    /// Whether groups were asked for, as there may be none.
    let hasGroupings: Bool

    /// Writes all files, and last the list of them.
    func write(to folder: BundleFolder) throws {
        var written: [BundleManifest.File] = []
        for file in files + [index] {
            let text = try file.text()
            try folder.write(text, to: file.name)
            written.append(
                BundleManifest.File(
                    name: file.name, bytes: text.utf8.count, sha256: Digest.sha256(text),
                    about: file.about))
        }
        let manifest = BundleManifest(
            result, files: written.sorted { $0.name < $1.name }, missing: missing,
            withoutPrice: focus?.unpriced ?? [])
        try folder.write(try ListingJSON.text(manifest), to: BundleManifest.name)
    }

    private var files: [File] {
        let report = File(name: "report.md", about: "The report in Markdown.") {
            ReplayReport(result, gates: gates).markdown()
        }
        let json = File(name: "result.json", about: "The result by the schema tollgate.replay/1.") {
            try ReplayJSON(result, gates: gates).text()
        }
        let charges = focus.map { export in
            File(name: Self.focusName, about: "The charges by the FinOps specification FOCUS.") {
                export.text(delimiter)
            }
        }
        return [report, json] + tables + [charges].compactMap { $0 }
    }

    private var tables: [File] {
        ReplayCSV.Section.allCases.filter { reason(without: $0) == nil }.map { section in
            File(name: section.fileName, about: section.about) {
                ReplayCSV(result, section: section).text(delimiter)
            }
        }
    }

    private var index: File {
        File(name: "index.html", about: "What is in this folder.") {
            BundleIndex(files: files, missing: missing).html
        }
    }

    private static let focusName = "focus.csv"

    private var missing: [BundleManifest.Missing] {
        let sections = ReplayCSV.Section.allCases.compactMap { section in
            reason(without: section).map {
                BundleManifest.Missing(name: section.fileName, reason: $0)
            }
        }
        let charges = BundleManifest.Missing(
            name: Self.focusName, reason: "It needs --billing-account, the id of who is billed.")
        return sections + (focus == nil ? [charges] : [])
    }

    /// Why the bundle has no such table; nil where it has one.
    private func reason(without section: ReplayCSV.Section) -> String? {
        switch section {
        case .totals, .models: nil
        case .rules: result.policies.isEmpty ? "No --policy was given." : nil
        case .groups: hasGroupings ? nil : "No --by was given."
        case .requests: result.dearestRequests == nil ? "No --dearest was given." : nil
        case .latency: result.latencies == nil ? "No --latency was given." : nil
        case .budget:
            result.policies.contains { $0.budget != nil } ? nil : "No policy has a budget."
        case .fallback:
            result.policies.contains { $0.fallback != nil }
                ? nil : "No fallback chain of a policy had something to do."
        }
    }
}

extension ReplayCSV.Section {
    fileprivate var fileName: String { "\(rawValue).csv" }

    fileprivate var about: String {
        switch self {
        case .totals: "What the traffic costs in each column."
        case .models: "Costs by column and model."
        case .rules: "How many requests each rule decided."
        case .groups: "Costs by group and column."
        case .requests: "The dearest requests."
        case .latency: "How long answers took by model."
        case .budget: "What became of budgets by month."
        case .fallback: "What fallback chains did."
        }
    }
}

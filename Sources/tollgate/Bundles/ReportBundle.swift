import Audit
import Console
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
    /// Groups by a time and the model, for the chart of them.
    let timeline: [GroupOutcome]
    let inputs: RunInputs

    /// Writes all files, and last the list of them.
    func write(to folder: BundleFolder) throws {
        var written: [BundleManifest.File] = []
        for file in pages + data {
            let text = try file.text()
            let digest = FileDigest(text)
            try folder.write(text, to: file.name)
            written.append(
                BundleManifest.File(
                    name: file.name, bytes: digest.bytes, sha256: digest.sha256,
                    about: file.about))
        }
        let manifest = BundleManifest(
            result, files: written.sorted { $0.name < $1.name }, missing: missing,
            withoutPrice: focus?.unpriced ?? [])
        try folder.write(try ListingJSON.text(manifest), to: BundleManifest.name)
    }

    /// The report for people, which leads to the data.
    private var pages: [File] {
        let report = ReplayReport(
            result, gates: gates, timeline: timeline,
            files: data.map { ReportLink(to: $0.name, about: $0.about) },
            missingFiles: missing.map { "no \($0.name): \($0.reason)" })
        return [
            File(name: "index.html", about: "the report, with links to the other files") {
                report.html(provenance: try inputs.provenance())
            },
            File(name: "report.md", about: "the report in Markdown") { report.markdown() },
        ]
    }

    private var data: [File] {
        let json = File(name: "result.json", about: "the result by the schema tollgate.replay/1") {
            try ReplayJSON(result, gates: gates).text()
        }
        let charges = focus.map { export in
            File(name: Self.focusName, about: "the charges by the FinOps specification FOCUS") {
                export.text(delimiter)
            }
        }
        return tables + [charges].compactMap { $0 } + [json]
    }

    private var tables: [File] {
        ReplayCSV.Section.allCases.filter { reason(without: $0) == nil }.map { section in
            File(name: section.fileName, about: section.about) {
                ReplayCSV(result, section: section).text(delimiter)
            }
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
            name: Self.focusName, reason: "it needs --billing-account, the id of who is billed")
        return sections + (focus == nil ? [charges] : [])
    }

    /// Why the bundle has no such table; nil where it has one.
    private func reason(without section: ReplayCSV.Section) -> String? {
        switch section {
        case .totals, .models: nil
        case .rules: result.policies.isEmpty ? "no --policy was given" : nil
        case .groups: hasGroupings ? nil : "no --by was given"
        case .requests: result.dearestRequests == nil ? "no --dearest was given" : nil
        case .latency:
            result.latencies == nil && result.latencyRun == nil
                ? "no --latency was given" : nil
        case .budget:
            result.policies.contains { $0.budget != nil } ? nil : "no policy has a budget"
        case .fallback:
            result.policies.contains { $0.fallback != nil }
                ? nil : "no fallback chain of a policy had something to do"
        }
    }
}

extension ReplayCSV.Section {
    fileprivate var fileName: String { "\(rawValue).csv" }

    fileprivate var about: String {
        switch self {
        case .totals: "what the traffic costs in each column"
        case .models: "costs by column and model"
        case .rules: "how many requests each rule decided"
        case .groups: "costs by group and column"
        case .requests: "the dearest requests"
        case .latency:
            "how long answers took by model, or can be expected to take by column"
        case .budget: "what became of budgets by month"
        case .fallback: "what fallback chains did"
        }
    }
}

import Logs
import Pricing
package import Reports
import Routing
import Store

/// What a run was made from: its command, the logs and datasets, and the files that options name.
package struct RunInputs {
    /// A file that an option names, and what it is.
    package typealias NamedFile = (kind: String, path: String)

    /// What is used where no prices are chosen.
    private static let usualPrices = PriceTable.builtInNames[0]

    private let logs: Sources?
    private let replay: ReplayOptions?
    private let prices: [String]
    private let files: [NamedFile]

    /// What a run was made from.
    ///
    /// - Parameters:
    ///   - logs: The logs and datasets; nil where there are none.
    ///   - replay: How they are replayed; nil where they are not.
    ///   - prices: Price tables beside those of the replay, by name or file.
    ///   - files: Other files that were read.
    package init(
        _ logs: Sources? = nil, _ replay: ReplayOptions? = nil, prices: [String] = [],
        files: [NamedFile] = []
    ) {
        (self.logs, self.replay, self.prices, self.files) = (logs, replay, prices, files)
    }

    /// All of it, hashed, for the end of a report.
    package func provenance() throws -> Provenance {
        Provenance(
            version: Version.number, command: ShellWords.text(CommandLine.arguments),
            inputs: try Self.logInputs(logs, "log") + Self.datasetInputs(logs, "log")
                + latencyInputs() + priceTables() + optionFiles(),
            sources: try (replay?.policy ?? []).map(Self.policy))
    }

    private static func logInputs(
        _ logs: Sources?, _ kind: String
    ) throws -> [Provenance.Input] {
        try (logs?.logs ?? []).map { log in
            guard let digest = try FileDigest(log) else {
                return Provenance.Input(kind: kind, name: log.name)
            }
            return Provenance.Input(
                kind: kind, name: log.name, bytes: digest.bytes, sha256: digest.sha256)
        }
    }

    /// A dataset knows what it was made from.
    private static func datasetInputs(
        _ logs: Sources?, _ kind: String
    ) throws -> [Provenance.Input] {
        try (logs?.datasets ?? []).flatMap { dataset in
            try CallStore(dataset.store).dataset(dataset.name).files.flatMap(\.logs).map { log in
                Provenance.Input(
                    kind: "\(kind) in \(dataset)", name: log.name, bytes: UInt64(log.content.bytes),
                    sha256: log.content.sha256)
            }
        }
    }

    /// Calls whose latencies were taken.
    private func latencyInputs() throws -> [Provenance.Input] {
        let run = try replay?.latency?.sources()
        return try Self.logInputs(run, "run") + Self.datasetInputs(run, "run")
    }

    private func priceTables() throws -> [Provenance.Input] {
        let chosen = replay.map { $0.price.prices.isEmpty ? [Self.usualPrices] : $0.price.prices }
        let names = (chosen ?? []) + prices
        return try names.enumerated().filter { !names[..<$0].contains($1) }.map { _, name in
            let table = try DatedName(name).table()
            return Provenance.Input(kind: "price table", name: table.name, sha256: table.sha256)
        }
    }

    private func optionFiles() throws -> [Provenance.Input] {
        let mapping = replay?.log.mapping.map { [(kind: "mapping", path: $0)] } ?? []
        let aliases = (replay?.price.aliasFiles ?? []).map { (kind: "aliases", path: $0) }
        return try (mapping + aliases + files).map { file in
            let digest = try FileDigest(.file(file.path))
            return Provenance.Input(
                kind: file.kind, name: file.path, bytes: digest?.bytes, sha256: digest?.sha256)
        }
    }

    private static func policy(_ name: String) throws -> Provenance.Source {
        let policy = try NamedFiles.policy(name)
        let text =
            Policy.builtInNames.contains(name)
            ? try Policy.text(ofBuiltIn: name) : try TextFile.read(name)
        return Provenance.Source(
            kind: "policy", name: policy.name, sha256: policy.sha256, text: text)
    }
}

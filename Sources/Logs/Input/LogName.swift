/// How logs are named.
enum LogName {
    /// Endings of files that a folder is searched for, each also rotated and packed.
    static let endings = [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".log"]

    /// Whether a file of a folder is taken for a log: `a.jsonl`, `a.log.1`, `a.log-20260105.gz`,
    /// `day.zst`.
    static func isLog(_ path: String) -> Bool {
        var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if let packing = Compression.allCases.first(where: { name.hasSuffix($0.ending) }) {
            name.removeLast(packing.ending.count)
            if !name.contains(".") { return true }
        }
        name = withoutRotation(name)
        return endings.contains { name.hasSuffix($0) }
    }

    /// The name without what log rotation appends: numbers and dates after a dot or a hyphen.
    private static func withoutRotation(_ name: String) -> String {
        var name = name
        while let cut = name.lastIndex(where: { $0 == "." || $0 == "-" }) {
            let suffix = name[name.index(after: cut)...]
            guard !suffix.isEmpty, suffix.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { break }
            name = String(name[..<cut])
        }
        return name
    }
}

/// What becomes of logs that are to be taken into a dataset as one, for their calls are joined.
public enum JoinedPlan: Sendable {
    /// The dataset has none of the format.
    case new
    /// All of them are there already.
    case unchanged([StoredFile])
    /// They have all that is in these, and more, or have to be read again.
    case anew([StoredFile])
    /// A log is not among them, or without what it had, that the dataset keeps with some of them.
    case lacking(LogPart, covered: [StoredFile], others: [StoredFile])
    /// The dataset has others of the format.
    case beside(StoredFile)
}

extension IngestDemand {
    /// What to do with logs whose calls are joined.
    ///
    /// Logs that were taken apart from these, as somebody said, stay apart.
    ///
    /// - Parameters:
    ///   - logs: All logs of a format that are given.
    ///   - files: What the dataset has of this format.
    /// - Returns: The plan.
    func plan(joining logs: [IngestLog], known files: [StoredFile]) -> JoinedPlan {
        let holders = files.filter { file in logs.contains { $0.isWithin(file) } }
        let areThere = logs.allSatisfy { log in holders.contains(where: log.isWithin) }
        if areThere && holders.allSatisfy(covers) { return .unchanged(holders) }
        let touched = files.filter { file in logs.contains { $0.touches(file) } }
        guard !touched.isEmpty else { return files.first.map { .beside($0) } ?? .new }
        let isLacking = { (part: LogPart) in !logs.contains { $0.goesOn(from: part) } }
        let others = touched.filter { $0.logs.contains(where: isLacking) }
        guard let first = others.lazy.flatMap(\.logs).first(where: isLacking) else {
            return .anew(touched)
        }
        let covered = touched.filter { !$0.logs.contains(where: isLacking) }
        return .lacking(first, covered: covered, others: others)
    }
}

extension IngestLog {
    /// Whether all of it is there.
    fileprivate func isWithin(_ file: StoredFile) -> Bool { file.logs.contains(where: isWithin) }

    /// Whether some of it is there, or another content under its name.
    fileprivate func touches(_ file: StoredFile) -> Bool {
        file.logs.contains { $0.name == name || goesOn(from: $0) || $0 == longer }
    }
}

/// The targets that Package.swift declares, without tests and what lies outside of `Sources`.
struct Manifest {
    /// A target and what it depends on: targets and products by name.
    struct Target: Equatable {
        var name: String
        var dependencies: Set<String>
    }

    var targets: [Target]

    init(_ file: SourceFile) {
        let code = file.codeLines.map(\.text).joined(separator: "\n")
        let target =
            /\.(?:target|executableTarget|systemLibrary)\(\s*name: "([\w\-]+)"(?:,\s*dependencies: \[([^\]]*)\])?(,\s*path:)?/
        targets = code.matches(of: target).filter { $0.3 == nil }.map {
            Target(name: String($0.1), dependencies: Self.names(in: $0.2 ?? ""))
        }
    }

    /// Where the targets and the table differ.
    func findings(against table: ModuleTable) -> [String] {
        let declared = Set(targets.map(\.name))
        return targets.flatMap { findings($0, row: table.row($0.name)) }
            + table.rows.map(\.module).filter { !declared.contains($0) }
            .map { "\($0) is in the table, but not in Package.swift" }
    }

    /// Everything that a target depends on, by itself or through others: targets and products.
    func reach(of name: String) -> Set<String> {
        var reached: Set<String> = []
        var rest = [name]
        while let next = rest.popLast() {
            let dependencies = targets.first { $0.name == next }?.dependencies ?? []
            rest += dependencies.subtracting(reached)
            reached.formUnion(dependencies)
        }
        return reached
    }

    private func findings(_ target: Target, row: ModuleTable.Row?) -> [String] {
        guard let row else { return ["\(target.name) is not in the table"] }
        let allowed = row.modules.union(row.packages)
        return target.dependencies.symmetricDifference(allowed).sorted().map {
            allowed.contains($0)
                ? "\(target.name) may import \($0), but Package.swift does not say so"
                : "\(target.name) depends on \($0), but the table does not say so"
        }
    }

    private static func names(in list: Substring) -> Set<String> {
        Set(
            list.replacing(/package: "[^"]*"/, with: "").matches(of: /"([\w\-]+)"/)
                .map { String($0.1) })
    }
}

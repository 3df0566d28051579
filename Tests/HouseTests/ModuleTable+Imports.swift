extension ModuleTable {
    /// The imports that a row does not allow.
    func findings(in files: [SourceFile]) -> [Finding] {
        files.filter(\.isSwift).flatMap { file in
            guard let module = file.module else { return [Finding]() }
            let allowed = row(module)?.imports ?? []
            return file.imports.filter { !allowed.contains($0.name) }.map {
                Finding(
                    path: file.path, line: $0.line,
                    message: "\(module) may not import \($0.name)")
            }
        }
    }

    /// Where the table and the folders in `Sources` differ.
    func folderFindings(in files: [SourceFile]) -> [String] {
        let folders = Set(files.compactMap(\.module))
        let named = Set(rows.map(\.module))
        return folders.subtracting(named).sorted().map { "Sources/\($0) is not in the table" }
            + named.subtracting(folders).sorted().map { "Sources/\($0) has no files" }
    }
}

extension SourceFile {
    /// The modules that the file imports, whatever stands before and after `import`.
    var imports: [(line: Int, name: String)] {
        codeLines.flatMap { number, line in
            line.split(separator: ";").compactMap { statement in
                statement.prefixMatch(of: Self.importStatement).map { (number, String($0.name)) }
            }
        }
    }

    private static var importStatement: Regex<(Substring, name: Substring)> {
        /\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:[a-z]+\s+)?(?<name>\w+)/
    }
}

/// The rules of style that no formatter checks.
enum HouseStyle {
    static let longestFile = 500
    static let emptyNames: Set = ["Common", "Core", "Extensions", "Helpers", "Shared", "Utils"]

    static func findings(in files: [SourceFile]) -> [Finding] {
        files.flatMap { findings(in: $0) }
    }

    static func findings(in file: SourceFile) -> [Finding] {
        var findings = machinePaths(in: file) + tabs(in: file) + length(of: file)
        if file.module != nil {
            findings += openEnds(in: file) + moduleName(of: file)
        }
        if file.module != nil, file.isSwift {
            findings += traps(in: file) + storedStatics(in: file) + namesakes(in: file)
        }
        if file.module == "Pricing", file.isSwift {
            findings += binaryFractions(in: file)
        }
        return findings
    }
}

extension HouseStyle {
    /// Files say nothing of the machine on which they were written.
    private static func machinePaths(in file: SourceFile) -> [Finding] {
        let folders = ["work", "root", "tmp", "home", "Users"]
        guard folders.contains(where: { file.text.contains("/\($0)") }) else { return [] }
        return file.lines.findings(file, "path of one machine") {
            $0.contains(/(?:^|[^\w.\-~*)}\]])\/(?:work|root|tmp|home|Users)\b/)
        }
    }

    private static func tabs(in file: SourceFile) -> [Finding] {
        guard file.isWritten, file.path != "Makefile" else { return [] }
        return file.lines.findings(file, "tab") { $0.contains("\t") }
    }

    private static func length(of file: SourceFile) -> [Finding] {
        guard file.isWritten, file.lines.count > longestFile + 1 else { return [] }
        let message = "more than \(longestFile) lines"
        return [Finding(path: file.path, line: longestFile + 1, message: message)]
    }

    private static func openEnds(in file: SourceFile) -> [Finding] {
        file.lines.findings(file, "unfinished work") { $0.contains(/\b(?:TODO|FIXME|XXX)\b/) }
    }

    /// A module is named after what it knows.
    private static func moduleName(of file: SourceFile) -> [Finding] {
        guard let module = file.module, emptyNames.contains(module) else { return [] }
        return [Finding(path: file.path, line: 1, message: "\(module) says nothing")]
    }

    private static func traps(in file: SourceFile) -> [Finding] {
        file.codeLines.findings(file, "ends the program") {
            $0.contains(/\btry!|\bas!|\bfatalError\(/)
        }
    }

    /// Computed ones are fine.
    private static func storedStatics(in file: SourceFile) -> [Finding] {
        file.codeLines.findings(file, "stored static var") {
            $0.contains(/\bstatic (?:\w+ )?var [^{]*(?:=|$)/)
        }
    }

    private static func namesakes(in file: SourceFile) -> [Finding] {
        file.codeLines.findings(file, "type with its module's name") {
            let type = $0.firstMatch(
                of: /\b(?:struct|class|enum|actor|protocol|typealias) (\w+)/)
            return type.map { String($0.1) } == file.module
        }
    }

    /// Money is exact.
    private static func binaryFractions(in file: SourceFile) -> [Finding] {
        file.codeLines.findings(file, "binary fraction in Pricing") {
            $0.contains(/\b(?:Double|Float\d*|CGFloat)\b/)
        }
    }
}

extension [(number: Int, text: Substring)] {
    fileprivate func findings(
        _ file: SourceFile, _ message: String, where breaks: (Substring) -> Bool
    ) -> [Finding] {
        filter { breaks($0.text) }
            .map { Finding(path: file.path, line: $0.number, message: message) }
    }
}

extension SourceFile {
    /// Whether a person wrote the file, for this project.
    fileprivate var isWritten: Bool {
        ["swift", "c", "h", "md", "py", "yaml"].contains { path.hasSuffix(".\($0)") }
            && !["Fixtures/", "Reports/"].contains { path.hasPrefix($0) }
            || path.hasPrefix("Scripts/") || path == ".ci/run"
    }
}

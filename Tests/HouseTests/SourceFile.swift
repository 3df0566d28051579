/// A text file of the project, by its path from the root.
struct SourceFile {
    var path: String
    var text: String

    /// The lines with their numbers, from 1.
    var lines: [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0 + 1, $1) }
    }

    /// The lines without comments.
    var codeLines: [(number: Int, text: Substring)] {
        lines.map { number, line in
            (number, line[..<(line.firstRange(of: /(^|\s)\/\/.*/)?.lowerBound ?? line.endIndex)])
        }
    }

    /// The module whose folder in `Sources` holds the file.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
}

/// A line that breaks a rule, printed as a compiler would.
struct Finding: Hashable, CustomStringConvertible {
    var path: String
    var line: Int
    var message: String

    var description: String { "\(path):\(line): \(message)" }
}

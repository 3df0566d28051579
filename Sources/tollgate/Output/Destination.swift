/// Where a result goes: standard output, or a file that appears only when it is whole.
enum Destination {
    case standardOutput
    case file(OutputFile)

    init(_ path: String?) throws {
        self = if let path, path != "-" { .file(try OutputFile(path)) } else { .standardOutput }
    }

    func write(_ text: String) throws {
        switch self {
        case .standardOutput: try StandardOutput.write(text)
        case .file(let file):
            try file.write(text)
            try file.commit()
        }
    }

    var isTerminal: Bool {
        if case .standardOutput = self { StandardOutput.isTerminal } else { false }
    }
}

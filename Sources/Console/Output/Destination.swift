/// Where a result goes: standard output, or a file that appears only when it is whole.
package enum Destination {
    case standardOutput
    case file(OutputFile)

    package init(_ place: OutputPlace?) throws {
        self = if let place { .file(try OutputFile(place)) } else { .standardOutput }
    }

    package func write(_ text: String) throws {
        switch self {
        case .standardOutput: try StandardOutput.write(text)
        case .file(let file):
            try file.write(text)
            try file.commit()
        }
    }

    /// Writes a part; the file appears with `commit`.
    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        switch self {
        case .standardOutput: try StandardOutput.write(bytes)
        case .file(let file): try file.write(bytes)
        }
    }

    /// All parts are written.
    package func commit() throws {
        if case .file(let file) = self { try file.commit() }
    }

    /// Columns of the terminal; nil where the result does not go to one.
    package var width: Int? { isTerminal ? StandardOutput.terminalWidth : nil }

    package var isTerminal: Bool {
        if case .standardOutput = self { StandardOutput.isTerminal } else { false }
    }
}

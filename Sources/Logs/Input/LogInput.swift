import Foundation

/// One input of a run: a file, standard input, or bytes that the program carries.
public enum LogInput: Sendable {
    /// A path; `-` is standard input.
    case file(String)
    /// Whole lines of a file: the bytes from one offset to before another, after so many lines.
    /// Its format is told from the file's beginning.
    case part(String, bytes: Range<Int>, linesBefore: Int)
    /// Bytes that live as long as the program, under the name that reports show.
    case memory(name: String, bytes: UnsafeSendableBytes)

    /// What reports and errors call it.
    public var name: String {
        switch self {
        case .file("-"): "standard input"
        case .file(let path), .part(let path, _, _): path
        case .memory(let name, _): name
        }
    }

    /// How many lines of the file come before what is read.
    var linesBefore: Int {
        if case .part(_, _, let lines) = self { lines } else { 0 }
    }

    /// Whether what is read begins where the file begins.
    var beginsFile: Bool {
        if case .part(_, let bytes, _) = self { bytes.lowerBound == 0 } else { true }
    }
}

/// Immutable bytes that live as long as the program.
public struct UnsafeSendableBytes: @unchecked Sendable {
    /// The bytes.
    public let bytes: UnsafeRawBufferPointer

    /// Promises that the bytes neither change nor go away.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}

extension LogInput {
    /// Bytes of all files together; nil where an input is not a regular file.
    public static func totalBytes(_ inputs: [LogInput]) -> Int? {
        var total = 0
        for input in inputs {
            switch input {
            case .part(_, let bytes, _): total += bytes.count
            case .memory(_, let bytes): total += bytes.bytes.count
            case .file(let path):
                var status = stat()
                guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
                else { return nil }
                total += Int(status.st_size)
            }
        }
        return total
    }
}
